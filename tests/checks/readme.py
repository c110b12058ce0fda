#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""What the README shows is what the programs are and print. `readme.py --update` writes the present figures into it."""
import csv
import os
import re
import sys

import common
from common import expect, make, make_path, read, run

LABELS = {  # the words of a row of the table: the names of its figures in bench/budgets.csv, in order
    "context switch with its stack guard, call included": ["context_switch"],
    "await of a settled promise, alone / two tasks alternating": ["await_settled", "await_alternating"],
    "signal in one task to the waiting task running": ["signal_to_wake"],
    "interrupt handler's entry to the waiting task running": ["isr_to_task"],
    "one step of a `for await` over an async generator": ["for_await_step"],
    "timer start / stop / expiry, with 10 or 1000 active": ["timer_start", "timer_stop", "timer_expire"],
    "promise / timer / control block of a task / all RAM of a waiting task":
        ["bytes_promise", "bytes_timer", "bytes_task_control_block", "bytes_waiting_task"],
}
SMALL = "flash: two tasks, a signal and a timer, over an empty program"


def compiler():
    with open(os.path.join(common.ROOT, "bench/budgets.csv"), encoding="utf-8") as file:
        names = {row["compiler"] for row in csv.DictReader(file) if row["compiler"].startswith("arm-none-eabi-gcc")}
    expect(len(names) == 1, "budgets of one GCC")
    return names.pop()


def figures():
    """{words of a row: its figures}, as measured with GCC at -Os."""
    with open(os.path.join(common.ROOT, "bench/budgets.csv"), encoding="utf-8") as file:
        budgets = {row["name"]: row["budget"] for row in csv.DictReader(file)
                   if row["compiler"] == compiler() and row["opt"] == "-Os"}
    rows = {words: " / ".join(budgets[name] for name in names) for words, names in LABELS.items()}
    size = re.search(r"^over empty\s+\+?(\d+)", make("size", "APP=signal", "SIZE_APPS=empty signal"), re.M)
    rows[SMALL] = "{:,}".format(int(size.group(1)))
    return rows


def blocks(kind):
    return re.findall(r"^```%s\n(.*?)^```$" % kind, read("README.md"), re.M | re.S)


def output_of(app, feed="", extra=""):
    elf = make_path("print-elf", "APP=" + app)
    script = "printf '%%b' '%s' | QEMU_EXTRA='%s' TIMEOUT=60 tools/run-qemu.sh qemu-system-arm -M mps2-an385 '%s' 2>/dev/null" % (feed, extra, elf)
    done = run(["bash", "-c", script])
    expect(done.returncode == 0, "%s ended with status %d" % (app, done.returncode))
    return done.stdout.replace("\r\x1b[K", "").replace("\r", "")


def shows_program(name, number):
    expect(blocks("c")[number] == read("examples/%s/main.c" % name), "the program differs from examples/%s/main.c" % name)


def shows_output(name, number):
    printed = output_of(name, extra="-icount shift=0,sleep=off")
    expect(printed == blocks("text")[number], "the output differs; %s printed:\n%s" % (name, printed))


def test_readme_shows_the_program_of_examples_countdown(): shows_program("countdown", 0)
def test_readme_shows_the_program_of_examples_sensors(): shows_program("sensors", 1)
def test_readme_shows_what_countdown_prints(): shows_output("countdown", 0)
def test_readme_shows_what_sensors_prints(): shows_output("sensors", 2)


def test_readme_shows_what_the_session_prints():
    # Without icount a sleep may take longer than asked for, on a machine that is busy: its figure is not compared.
    def masked(text):
        return re.sub(r"done at \d+ ms", "done at N ms", text)

    printed = output_of("session", r"echo hello\nall 30 10 20\nquit\n")
    expect(masked(printed) == masked(blocks("text")[1]), "the output differs; the session printed:\n" + printed)


def test_readme_tells_the_measured_figures():
    table = dict(re.findall(r"^\| (.+?) \| ([\d,]+(?: / [\d,]+)*)(?: \w+)? \|$", read("README.md"), re.M))
    measured = figures()
    for words, value in measured.items():
        expect(table.get(words) == value, "%s: the README says %s, measured %s" % (words, table.get(words), value))


BOARDS = re.compile(r"(?<=<!-- make boards; tests/checks/readme.py --update -->\n).*?(?=<!-- end -->)", re.S)


def board_table():
    return run(["tools/boards.sh", "--markdown"]).stdout


def test_readme_lists_the_boards():
    expect(BOARDS.findall(read("README.md")) == [board_table()], "the table is not what tools/boards.sh --markdown prints")


def update():
    text = BOARDS.sub(lambda found: board_table(), read("README.md"))
    for words, value in figures().items():
        text = re.sub(r"^(\| %s \| )[^|]*?( instructions| bytes)? \|$" % re.escape(words),
                      lambda found, value=value: found.group(1) + value + (found.group(2) or "") + " |", text, flags=re.M)
    shown = output_of("session", r"echo hello\nall 30 10 20\nquit\n")
    text = text.replace(blocks("text")[1], shown)
    with open(os.path.join(common.ROOT, "README.md"), "w", encoding="utf-8") as file:
        file.write(text)


if __name__ == "__main__":
    if sys.argv[1:] == ["--update"]:
        update()
    else:
        sys.exit(common.main(sys.modules[__name__]))
