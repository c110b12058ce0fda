#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""An interrupt at every instruction of some operations, on one board; `make inject` does it with all, on each kind of processor."""
import os
import sys

import common
from common import expect, run

RUN = os.path.join("tests", "inject", "run")
BOARD = "mps2-an385"


def test_interrupted_at_every_instruction():
    done = run([RUN, "--quick", BOARD])
    expect(done.returncode == 0, done.stdout)


def test_interrupted_above_the_mask_at_every_instruction():
    done = run([RUN, "--quick", BOARD + "-above"])
    expect(done.returncode == 0, done.stdout)


def test_broken_hand_over_is_caught():
    done = run([RUN, "--broken", BOARD])
    expect(done.returncode == 0, done.stdout)


if __name__ == "__main__":
    sys.exit(common.main(sys.modules[__name__]))
