#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Random programs with a fault at each place in turn (tests/conformance/faults) leave nothing behind."""
import re
import sys

from common import expect, main, run


def test_100_programs_with_faults():
    done = run(["tests/conformance/faults", "1", "101"])
    last = (done.stdout.splitlines() or [""])[-1]
    if done.returncode:
        print(done.stdout)
    expect(re.fullmatch(r"100 programs, \d+ runs: \d+ tasks cancelled, \d+ promises cancelled, \d+ blocks refused; 0 wrong", last), last)
    expect(done.returncode == 0, "status %d" % done.returncode)


if __name__ == "__main__":
    sys.exit(main(sys.modules[__name__]))
