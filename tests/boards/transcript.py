#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""examples/session prints the same lines on every board, those of transcript.txt, once figures and the board's name are masked.
Each line is typed when what came before it has been answered. On a Cortex-M the session of Clang says the same.
tests/boards/transcript.py [--list | NAME...], BOARD=NAME."""
import os
import re
import selectors
import subprocess
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
sys.dont_write_bytecode = True
sys.path[:0] = [os.path.join(os.path.dirname(HERE), folder) for folder in ("checks", "runner")]
import boards  # noqa: E402
from common import ROOT, Failure, expect, main, read  # noqa: E402
from terminal import ICOUNT, LIMIT_S, Terminal, make_run  # noqa: E402

BOARD = os.environ.get("BOARD") or "mps2-an385"
NAME = os.path.basename(BOARD)  # of a folder of boards/, or of one by its path

# The virtual clock of native goes on by what is typed: this is time, for on an empty line the key does nothing.
PASSING = "\x7f" * 5000 if BOARD == "native" else ""


def type_keys(process, text):
    process.stdin.write(text.encode())
    process.stdin.flush()


def masked(line):
    """The banner without its figures."""
    if re.fullmatch(r"\d+ tasks and \d+ promises free", line):
        return re.sub(r"\d+", "N", line)
    return line.replace(" on " + NAME, " on BOARD")


def wait_for(process, terminal, line, least):
    """Reads until there are so many finished lines, and the last one is this."""
    selector = selectors.DefaultSelector()
    selector.register(process.stdout, selectors.EVENT_READ)
    while len(terminal.lines) < least or terminal.lines[-1] != line:
        if not selector.select(LIMIT_S):
            raise Failure("nothing came after %r, where %r was wanted" % (terminal.lines[-1:], line))
        text = os.read(process.stdout.fileno(), 4096).decode()
        if not text:
            raise Failure("it ended (status %d) without %r, after %r" % (process.wait(), line, terminal.lines[-5:]))
        terminal.feed(text)


def lines_of_session(wanted, compiler):
    """What it prints when the commands of the wanted lines are typed."""
    terminal = Terminal()
    command = make_run(BOARD, SERIAL="stdio", QEMU_EXTRA=ICOUNT, NATIVE_CLOCK="virtual", CC_KIND=compiler)
    with subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        try:
            least = 1
            type_keys(process, PASSING)
            for before, line in zip(wanted, wanted[1:]):
                if line.startswith("> "):
                    wait_for(process, terminal, before, least)
                    least = len(terminal.lines) + 2  # itself and an answer
                    type_keys(process, line[2:] + "\n" + PASSING)
            wait_for(process, terminal, wanted[-1], least)
            expect(process.stdout.read() == b"", "there is more after " + wanted[-1])
            process.stdin.close()
            expect(process.wait(LIMIT_S) == 0, "status %s" % process.returncode)
        finally:
            process.terminate()
    return terminal.lines


def same_lines(compiler):
    wanted = read("tests/boards/transcript.txt").splitlines()
    lines = [masked(line) for line in lines_of_session(wanted, compiler)]
    # A board without flash says nothing of it.
    lines = [line for line in lines if not re.fullmatch(r"\d+ bytes of flash and \d+ of RAM used", line)]
    wanted[0] = wanted[0].replace("VERSION", read("VERSION").strip())
    for number, (got, line) in enumerate(zip(lines, wanted), 1):
        expect(got == line, "line %d is %r, not %r" % (number, got, line))
    expect(len(lines) == len(wanted), "%d lines, not %d" % (len(lines), len(wanted)))


def test_same_lines(): same_lines("gcc")


if boards.board(BOARD).family == "cortexm":
    def test_same_lines_clang(): same_lines("clang")


if __name__ == "__main__":
    sys.exit(main(sys.modules[__name__]))
