#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Every example on every board: no warning of the compiler or the linker, and what a board lacks is told by its name."""
import os
import re
import sys

import common
from common import ROOT, expect, run

sys.path.insert(0, os.path.join(ROOT, "tests/runner"))
import boards  # noqa: E402

COMMAND = ["make", "-s", "--no-print-directory", "-j2"]


def folders(name, has):
    return sorted(n for n in os.listdir(os.path.join(ROOT, name)) if os.path.exists(os.path.join(ROOT, name, n, has)))


def said(board, example, drivers):
    """What make should say, but for the files that it makes, and what it says."""
    mk = os.path.join("examples", example, "app.mk")
    needs = re.search(r"^APP_DRIVERS *:= *(.*)$", common.read(mk), re.M) if os.path.exists(os.path.join(ROOT, mk)) else None
    lacks = [name for name in (needs.group(1).split() if needs else []) if name not in drivers]
    wanted = "'%s' needs the driver %s, which '%s' does not have (BOARD_DRIVERS in its board.mk).  Stop." % (example, " ".join(lacks), board)
    done = run(COMMAND + ["image", "BOARD=" + board, "APP=" + example])
    lines = [line for line in done.stdout.splitlines() if not re.match(r"  [A-Z0-9]{2,3}  +\S+$", line)]
    return wanted if lacks else "", re.sub(r"^vow\.mk:\d+: \*\*\* ", "", "\n".join(lines))


def test_every_example_is_built_for_every_board_without_a_warning():
    wrong = []
    for board in folders("boards", "board.mk"):
        drivers = boards.board(board).drivers
        for example in folders("examples", "main.c") + ["cplusplus"]:
            wanted, got = said(board, example, drivers)
            if got != wanted:
                wrong.append("%s on %s: %s" % (example, board, got))
    expect(not wrong, "; ".join(wrong))


if __name__ == "__main__":
    sys.exit(common.main(sys.modules[__name__]))
