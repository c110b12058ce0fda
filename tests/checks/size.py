#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""`make size` on every board: its totals are the program's own figures, and it knows whose almost every byte is."""
import csv
import io
import os
import sys

import common
from common import expect

UNKNOWN_PERCENT = 2


def test_size_of_every_board():
    wrong = []
    for board in sorted(os.listdir(common.ROOT + "/boards")):
        if board in ("common", "native"):  # a process's size is the host's to tell
            continue
        table = common.make("size", "BOARD=" + board, "SIZE_APPS=", "APP=session", "FORMAT=csv")
        rows = {row["part"]: row for row in csv.DictReader(io.StringIO(table[table.index("program,"):]))}
        for memory in "flash", "ram":
            total = int(rows["total"][memory])
            rest = sum(abs(int(rows[name][memory])) for name in ("padding", "other") if name in rows)
            if rest * 100 > total * UNKNOWN_PERCENT:
                wrong.append("%s: %d of %d bytes of %s" % (board, rest, total, memory))
    expect(not wrong, "bytes of nobody: " + "; ".join(wrong))


if __name__ == "__main__":
    sys.exit(common.main(sys.modules[__name__]))
