# SPDX-License-Identifier: MIT
"""A program of tests that are C functions: made from its sources, and run until each has run."""
import collections
import glob
import os
import re
import subprocess
import sys

from report import IMAGE_LIMIT_S, SCRIPT_LIMIT_S, SILENCE_LIMIT_S, count_tried, lines_of, report

sys.path.insert(0, os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(__file__))), "scenarios"))
import traces  # noqa: E402

# An image: its folders of tests, its part of the harness, its options of <vow/config.h>.
IMAGES = {
    "behaviour": (["behaviour"], ["main.c", "hooks.c"], ""),
    "scenarios": (["scenarios/*"], ["superloop.c", "scenarios.c", "../scenarios/scenario.c"], ""),
    "guest": (["guest", "time"], ["superloop.c", "guest.c", "hooks.c"], "-DVOW_CONFIG_WAKE_HOOK=1 -DVOW_CONFIG_TIMER_LEVELS=2 -DVOW_CONFIG_MICROTASK_LIMIT=200 "
              "-DVOW_CONFIG_HANDLER_CHECK=2"),
    "tickless": (["tickless", "behaviour/oneshot"], ["main.c", "hooks.c"], "-DVOW_CONFIG_TICKLESS=1"),
    "masked-ticks": (["masked_ticks"], ["main.c", "hooks.c"], "-DVOW_CONFIG_MASKED_TICKS=1"),
    "above": (["above", "above/time"], ["main.c", "hooks.c"], "-DVOW_CONFIG_MULTI_LOOP=1 -DVOW_CONFIG_WAKE_HOOK=1"),
    "above-tickless": (["above/time"], ["main.c", "hooks.c"], "-DVOW_CONFIG_MULTI_LOOP=1 -DVOW_CONFIG_WAKE_HOOK=1 -DVOW_CONFIG_TICKLESS=1"),
    "handlers": (["handlers"], ["superloop.c", "guest.c", "hooks.c"], "-DVOW_CONFIG_HANDLER_CHECK=2 -DVOW_CONFIG_LEVELS=2 -DVOW_CONFIG_MULTI_LOOP=1 "
                 "-DVOW_CONFIG_WAKE_HOOK=1 -DVOW_CONFIG_CANCEL_POINTS=1"),
    "levels": (["levels"], ["superloop.c", "guest.c", "hooks.c"], "-DVOW_CONFIG_LEVELS=4 -DVOW_CONFIG_TIMER_LEVELS=2"),
    "levels-time": (["time"], ["superloop.c", "guest.c", "hooks.c"], "-DVOW_CONFIG_LEVELS=4 -DVOW_CONFIG_TIMER_LEVELS=2"),
    "levels-above": (["levels/above"], ["main.c", "hooks.c"], "-DVOW_CONFIG_LEVELS=4 -DVOW_CONFIG_MULTI_LOOP=1 -DVOW_CONFIG_WAKE_HOOK=1"),
    "priority": (["priority", "priority/sleep", "behaviour/mps2", "behaviour/nvic"], ["main.c", "hooks.c"], "-DVOW_CONFIG_MASK_PRIORITY=0x40 "
                 "-DVOW_CONFIG_HANDLER_CHECK=2"),
    "priority-tickless": (["priority/sleep"], ["main.c", "hooks.c"], "-DVOW_CONFIG_MASK_PRIORITY=0x40 -DVOW_CONFIG_TICKLESS=1 "
                          "-DVOW_CONFIG_HANDLER_CHECK=2"),
    "priority-above": (["above", "above/time"], ["main.c", "hooks.c"], "-DVOW_CONFIG_MASK_PRIORITY=0x40 -DVOW_CONFIG_MULTI_LOOP=1 "
                       "-DVOW_CONFIG_WAKE_HOOK=1 -DVOW_CONFIG_HANDLER_CHECK=2"),
    "faults": (["faults"], ["main.c"], "-DVOW_CONFIG_CANCEL_POINTS=1 -DVOW_CONFIG_POOL_HOOK=1"),
    "scenario-points": (["scenarios/*"], ["scenario_points.c", "apart_%s.c", "../scenarios/scenario.c"], "-DVOW_CONFIG_CANCEL_POINTS=1"),
    "starve": (["behaviour"], ["starve.c", "hooks.c"], "-DVOW_CONFIG_POOL_HOOK=1"),
    "loops": (["loops", "time"], ["superloop.c", "guest.c", "hooks.c"], "-DVOW_CONFIG_MULTI_LOOP=1"),
}
# The images that only a board with this driver or part, or of this name, has.
NEEDS = {"tickless": "oneshot", "above-tickless": "oneshot", "masked-ticks": "mps2", "levels-time": "native",
         "priority": "mps2", "priority-tickless": "mps2", "priority-above": "mps2"}
ONLY = {"starve": ["native-san"], "scenario-points": ["native-san", "mps2-an385"]}  # the suites of a kind that has few, and a harness of its own
SPLIT = ["behaviour", "scenarios", "faults"]  # the images that a small board needs several of
TEST_LINE = re.compile(r"^(?:VOW_TEST(?:_PANIC)?|SCENARIO(?:_RECORDS)?)\((\w+)")
PANIC_LINE = re.compile(r"^VOW_TEST_PANIC\((\w+)")


def names_in(sources, pattern):
    return [m.group(1) for f in sources for line in open(f) for m in [pattern.match(line)] if m]


def images(board):
    """All images of a board."""
    def parts(suite, kind):
        if suite.files_alone:
            return len(sources_of(board, suite, kind)) if kind == "behaviour" else 0
        if suite.name not in ONLY.get(kind, [suite.name]) or suite.behaviour_alone and kind != "behaviour":
            return 0
        return board.parts if kind in SPLIT else 1

    return [image for suite in board.suites for kind in IMAGES for part in range(parts(suite, kind))
            for image in [Image(board, suite, kind, part, parts(suite, kind))] if image.tests]


def sources_of(board, suite, kind):
    folders = IMAGES[kind][0] if NEEDS.get(kind) in board.folders + [None] else []
    # AddressSanitizer finds what tests/debug does before the debug build can.
    if suite.debug and kind == "behaviour" and "SAN=1" not in suite.options:
        folders = folders + ["debug"]
    return sorted(f for d in folders for f in glob.glob("tests/%s/*.c" % d)) + sorted(
        f for d in folders for p in board.folders for f in glob.glob("tests/%s/%s/*.c" % (d, p)))


class Image:
    """One program with its tests, on one suite; of a kind that is split, one part."""

    def __init__(self, board, suite, kind, part, parts):
        self.board, self.suite, self.kind = board, suite, kind
        _, start, self.defines = IMAGES[kind]
        sources = share(sources_of(board, suite, kind), parts)[part]
        self.tests = names_in(sources, TEST_LINE)
        self.panicking = set(names_in(sources, PANIC_LINE))
        self.name = "%s/%s" % (suite.name, kind)
        self.library = (suite.name, self.defines)  # what it shares with others
        self.program = "%s-tests%s" % (kind, "-%d" % (part + 1) if parts > 1 else "")
        self.table = "build/tests/%s-%s/table.c" % (suite.name, self.program)
        harness = ["harness.c"] * (kind not in ONLY) + ["port_%s.c" % board.family] + [f.replace("%s", board.family) for f in start]
        self.sources = [os.path.normpath("tests/harness/" + f) for f in harness] + [self.table] + sources
        self.wanted = list(range(len(self.tests)))
        self.elf = None

    def full(self, number):
        return self.name + "/" + self.tests[number]

    def make(self, folder, *goals):
        command = ["make", "-s", "--no-print-directory", "BUILD=" + folder, "BOARD=" + self.board.name, "APP=" + self.program,
                   "APP_SRCS=" + " ".join(self.sources), "CFLAGS_EXTRA=" + " ".join(filter(None, [self.defines, self.board.defines, os.environ.get("TEST_DEFINES")]))] + self.suite.options + list(goals)
        return subprocess.run(command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                              text=True, timeout=SCRIPT_LIMIT_S)

    def write_table(self):
        text = "/* SPDX-License-Identifier: MIT */\n/* Made by tests/run. */\n#include \"%s\"\n\n" % os.path.relpath(
            "tests/harness/test.h", os.path.dirname(self.table))
        text += "".join("extern const struct vow_test vow_test_%s;\n" % n for n in self.tests)
        text += "const struct vow_test *const vow_tests[] = {\n%s    NULL,\n};\n" % "".join(
            "    &vow_test_%s,\n" % n for n in self.tests)
        if self.kind.startswith("scenario"):
            text += "\n" + traces.table(self.tests)
        os.makedirs(os.path.dirname(self.table), exist_ok=True)
        if not os.path.exists(self.table) or open(self.table).read() != text:
            with open(self.table, "w") as f:
                f.write(text)

    def build(self, folder):
        """Makes the program in the folder, or reports each test as failed."""
        reason, details = None, []
        twice = sorted(n for n, count in collections.Counter(self.tests).items() if count > 1)
        if twice:
            reason = "two tests are named " + ", ".join(twice)
        else:
            self.write_table()
            built = self.make(folder, "image")
            if built.returncode:
                reason, details = "its program cannot be built", built.stdout.splitlines()[-60:]
            else:
                self.elf = self.make(folder, "print-elf").stdout.strip().splitlines()[-1]
        for number in self.wanted if reason else []:
            report(self.full(number), reason, details)
            details = []

    def command(self, ranges):
        environment = dict(os.environ, ASAN_OPTIONS="detect_stack_use_after_return=1:detect_leaks=0",
                           UBSAN_OPTIONS="print_stacktrace=1:halt_on_error=1", SERIAL="output",
                           QEMU_EXTRA="-icount shift=0,sleep=off", VOW_TESTS=ranges)
        return ["timeout", "-k", "1", str(IMAGE_LIMIT_S)] + self.board.command + [self.elf], environment

    def run(self, folder):
        self.build(folder)
        left = list(self.wanted)
        while left and self.elf:
            left = self.run_once(left)

    def run_once(self, left):
        """Runs the tests `left`; returns those that are still to run."""
        command, environment = self.command(as_ranges(left))
        process = subprocess.Popen(command, env=environment, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                                   stderr=subprocess.STDOUT)
        expected, running, details, ended = list(left), None, [], False
        for line in lines_of(process):
            if line is None:
                details.append("(silent for %d s: killed)" % SILENCE_LIMIT_S)
                process.terminate()
                continue
            count_tried(line)
            verb, _, rest = line.partition(" ")
            name = rest.partition(":")[0]
            if verb == "run" and not running and expected and rest == self.tests[expected[0]]:
                running, details = expected.pop(0), []
            elif running is not None and verb == "ok" and name == self.tests[running]:
                report(self.full(running))
                running = None
            elif running is not None and verb == "not" and name == "ok " + self.tests[running]:
                report(self.full(running), rest.partition(": ")[2], details)
                running = None
            elif line == "end" and running is None and not expected:
                ended = True
            else:
                details.append(line)
        status = process.wait()
        if running is not None:
            report(self.full(running), "the program ended (status %d) in it" % status, details[-40:])
        elif expected == left:
            report(self.full(expected.pop(0)), "it was not run (status %d)" % status, details[-40:])
        elif not expected and (not ended or status) and self.tests[left[-1]] not in self.panicking:
            report(self.name + "/(end)", "after the last test: status %d" % status, details[-40:])
        return expected


def share(sources, parts):
    """The sources in so many groups of neighbours; none has more than one more than another."""
    return [sources[len(sources) * i // parts:len(sources) * (i + 1) // parts] for i in range(parts)]


def as_ranges(numbers):
    ranges = []
    for n in numbers:
        if ranges and ranges[-1][1] == n - 1:
            ranges[-1][1] = n
        else:
            ranges.append([n, n])
    return ",".join("%d-%d" % (a, b) for a, b in ranges)
