#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""An emulated board does exactly the same a second time. tests/boards/repeat.py [--list | NAME...], BOARD=NAME."""
import os
import subprocess
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
sys.dont_write_bytecode = True
sys.path[:0] = [os.path.join(os.path.dirname(HERE), folder) for folder in ("checks", "runner")]
import boards  # noqa: E402
from common import LIMIT_S, ROOT, expect, main, make_path  # noqa: E402

BOARD = os.environ.get("BOARD") or "mps2-an385"
PROGRAM = ["BOARD=" + BOARD, "APP=repeat", "APP_SRCS=tests/repeat/main.c"]


def output(command, elf, shift):
    environment = dict(os.environ, SERIAL="output", QEMU_EXTRA="-icount shift=%d,sleep=off" % shift)
    done = subprocess.run(["timeout", "-k", "1", str(LIMIT_S)] + command + [elf], stdin=subprocess.DEVNULL, cwd=ROOT,
                          stdout=subprocess.PIPE, env=environment)
    expect(done.returncode == 0, "status %d" % done.returncode)
    return done.stdout


def runs_are_the_same(shift):
    elf = make_path("print-elf", *PROGRAM)
    command = boards.board(BOARD).command
    first, second = output(command, elf, shift), output(command, elf, shift)
    expect(first.endswith(b"end\r\n") or first.endswith(b"end\n"), "the output has no end: %r" % first[-100:])
    if first != second:
        print(first.decode(), second.decode(), sep="----\n")
    expect(first == second, "the outputs differ")


# The clock of native stands while a task runs.
if BOARD != "native":
    def test_two_runs_are_the_same_shift_0(): runs_are_the_same(0)

    def test_two_runs_are_the_same_shift_6(): runs_are_the_same(6)


if __name__ == "__main__":
    sys.exit(main(sys.modules[__name__]))
