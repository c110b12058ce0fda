# SPDX-License-Identifier: MIT
"""Building the interpreter of the random programs, running programs in it, and asking the model about them."""
import collections
import json
import os
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(HERE))
sys.path.insert(0, ROOT + "/tests/runner")
import boards  # noqa: E402

ORACLE = os.path.join(HERE, "oracle", "fuzz.js")
PORT = "tests/conformance/port_%s.c"  # how programs are read: for each architecture, or for those that share a folder of arch/
BATCH_LIMIT_S = 360
SKIPPED = {22320: "recurses without end in JavaScript too"}

# What a run says of one program: its trace, how many bodies have not ended, and the other lines that begin with '#'.
Result = collections.namedtuple("Result", "trace suspended remarks")


class Failure(Exception):
    pass


def port_of(board):
    """The interpreter's port there, or None."""
    if not os.path.exists(os.path.join(ROOT, "boards", board, "board.mk")):
        return None
    path = PORT % boards.board(board).family
    return path if os.path.exists(os.path.join(ROOT, path)) else None


def sources(board):
    return sorted(["tests/conformance/" + f for f in os.listdir(HERE) if f.endswith(".c") and not f.startswith("port_")] + [port_of(board)])


def make(board, name, srcs, *options, flags=""):
    """Builds an application; returns the path of its program."""
    command = ["make", "-s", "--no-print-directory", "-j2", "BOARD=" + board, "APP=" + name, "APP_SRCS=" + " ".join(srcs),
               "CFLAGS_EXTRA=-Iarch -Iarch/%s -Itests/conformance -Itests/conformance/compiled %s %s" % (
                   boards.board(board).arch, flags, os.environ.get("TEST_DEFINES", "")), *options]
    environment = {k: v for k, v in os.environ.items()
                   if k not in ("MAKEFLAGS", "MFLAGS", "MAKELEVEL", "MAKEOVERRIDES", "BOARD", "APP")}
    for goal in "image", "print-elf":
        made = subprocess.run(command + [goal], cwd=ROOT, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                              stderr=subprocess.STDOUT, text=True, env=environment)
        if made.returncode:
            raise Failure(made.stdout)
    return os.path.join(ROOT, made.stdout.split()[-1])


def build(board):
    # On a board, callbacks run on the main stack: here the interpreter does, through many nested blocks.
    options = ["OPT=-O1", "SAN=1"] if board == "native" else ["BOARD_main_stack_size=65536"]
    return make(board, "conformance", sources(board), "DEBUG=1", *options)


def oracle(*arguments, text=None):
    done = subprocess.run(["node", "--stack-size=4000", ORACLE, *arguments], input=text, stdout=subprocess.PIPE, text=True,
                          check=True)
    return [json.loads(line) for line in done.stdout.splitlines()]


def qemu(board, elf, argument):
    return ["qemu-system-arm", "-M", board, "-kernel", elf, "-display", "none", "-monitor", "none", "-serial", "stdio",
            "-icount", "shift=0,sleep=off", "-semihosting-config",
            "enable=on,target=native,arg=" + argument.replace(",", ",,")]


def start(board, elf, text):
    """One run over the text of many programs: the finished process."""
    limit = ["timeout", "-k", "1", str(BATCH_LIMIT_S)]
    environment = dict(os.environ, ASAN_OPTIONS="detect_leaks=0:detect_stack_use_after_return=1",
                       UBSAN_OPTIONS="print_stacktrace=1:halt_on_error=1")
    if board == "native":
        return subprocess.run(limit + [elf], input=text, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
                              errors="replace", env=environment)
    with tempfile.NamedTemporaryFile("w", suffix=".txt") as file:
        file.write(text)
        file.flush()
        return subprocess.run(limit + qemu(board, elf, file.name), stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                              stderr=subprocess.PIPE, text=True, errors="replace", env=environment)


def results_of(output):
    """What each program of a run has said; of the last one perhaps only the beginning."""
    results = []
    for line in output.splitlines():
        if line.startswith("#seed "):
            results.append(Result([], [], []))
        elif not results:
            raise Failure("before the first program: " + line)
        elif line.startswith("#suspended "):
            results[-1].suspended.append(int(line.split()[1]))
        elif line.startswith("#"):
            results[-1].remarks.append(line[1:])
        else:
            results[-1].trace.append(line)
    return results


def run(board, elf, texts):
    """The result of each program. One that ends the process has what it printed, and a line about that."""
    results = []
    while len(results) < len(texts):
        left = texts[len(results):][:250 if board == "native" else 100]
        done = start(board, elf, "".join(left))
        got = results_of(done.stdout)
        if done.returncode:
            got = got or [Result([], [], [])]
            got[-1].trace.append("!ended with status %d" % done.returncode)
            got[-1].trace.extend(done.stderr.splitlines()[:12])
        elif len(got) != len(left):
            raise Failure("%d programs, %d traces" % (len(left), len(got)))
        results += got
    return results


def faults(case, result):
    """What is wrong with a result, in words; an empty list if it is what the model says."""
    found = []
    if result.trace != case["trace"]:
        found.append("differs")
    elif result.suspended != [case["suspended"]]:
        found.append("has %s suspended bodies, the model %d" % (
            ", ".join(map(str, result.suspended)) or "no word of", case["suspended"]))
    return found + [r for r in result.remarks if not r.startswith("waits ")]
