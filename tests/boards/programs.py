#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Random programs as ordinary C, in flash, behave as the model of the standard says (tests/conformance) on an emulated board.
tests/boards/programs.py [--list | NAME...], BOARD=NAME."""
import os
import subprocess
import sys

TESTS = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
sys.dont_write_bytecode = True
sys.path[:0] = [os.path.join(TESTS, folder) for folder in ("checks", "conformance", "runner")]
import boards  # noqa: E402
import compile  # noqa: E402
import driver  # noqa: E402
from common import LIMIT_S, ROOT, Failure, expect, main, read  # noqa: E402

BOARD = os.environ.get("BOARD") or "mps2-an385"
# What the programs may use, by the board's memory in bytes: that of all, and of those that seeds_16_kib.txt names.
POOLS = "-DVOW_FUZZ_PROMISES=%d -DVOW_FUZZ_RECORDS=%d -DVOW_FUZZ_STACKS=%d -DVOW_FUZZ_STACK_BYTES=%d -DVOW_FUZZ_HEAP_BYTES=%d"
ALL = (range(1, 81), POOLS % (64, 64, 14, 2048, 4096), 8192)
FEW = ([int(seed) for line in read("tests/conformance/compiled/seeds_16_kib.txt").splitlines() if not line.startswith("#")
        for seed in line.split()], POOLS % (24, 24, 7, 720, 1024), 2048)


def no_program_differs(board):
    seeds, pools, main_stack_bytes = FEW if board.ram_bytes < 65536 else ALL
    seeds = list(seeds)
    try:
        elf = compile.build(seeds, BOARD, "BOARD_main_stack_size=%d" % main_stack_bytes, flags=pools)
    except driver.Failure as failure:
        print(failure)
        raise Failure("they cannot be built")
    environment = dict(os.environ, SERIAL="output", QEMU_EXTRA="-icount shift=0,sleep=off")
    done = subprocess.run(["timeout", "-k", "1", str(LIMIT_S)] + board.command + [elf], stdin=subprocess.DEVNULL, cwd=ROOT,
                          stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, errors="replace", env=environment)
    wrong = compile.judge(seeds, done)
    for case, faults, result in wrong[:5]:
        print("seed %d %s" % (case["seed"], "; ".join(faults)))
        print("wanted:  " + " ".join(case["trace"]))
        print("got:     " + " ".join(result.trace))
    expect(not wrong, "%d of %d programs differ" % (len(wrong), len(seeds)))


# On native tests/checks runs many more.
if BOARD != "native":
    def test_no_program_differs():
        os.chdir(ROOT)
        no_program_differs(boards.board(BOARD))


if __name__ == "__main__":
    sys.exit(main(sys.modules[__name__]))
