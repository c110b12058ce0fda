#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""The models of tests/model/: the small ones, and that they and the code name the same steps."""
import os
import re
import sys

import common
from common import expect, files, read, run

RUN = os.path.join("tests", "model", "run")
STEP = re.compile(r"\[([BCHIKLRST]\d)\]")


def verdict_of(name):
    done = run([RUN, name])
    expect(done.returncode == 0, done.stdout)


def test_hand_over_has_no_error():
    verdict_of("handover-quick")


def test_hand_over_masked_has_no_error():
    verdict_of("handover-masked-quick")


def test_hand_over_from_above_the_mask_has_no_error():
    verdict_of("handover-basepri-quick")


def test_clock_has_no_error():
    verdict_of("clock")


def test_sleep_without_ticks_has_no_error():
    verdict_of("tickless-quick")


def test_cancel_has_no_error():
    verdict_of("cancel")


def test_bell_has_no_error():
    verdict_of("bell")


def test_bell_that_is_armed_too_late_is_caught():
    verdict_of("bell-served_before_armed")


def test_no_look_on_the_way_back_is_caught():
    verdict_of("handover-no_look_back")


def test_no_last_look_is_caught():
    verdict_of("handover-no_last_look")


def test_no_look_while_held_is_caught():
    verdict_of("handover-no_look_held")


def test_plain_push_is_caught():
    verdict_of("handover-plain_push")


def test_claim_by_look_is_caught():
    verdict_of("handover-claim_by_look")


def test_carry_unmasked_is_caught():
    verdict_of("clock-carry_unmasked")


def test_clock_without_a_pause_is_caught():
    verdict_of("tickless-no_pause")


def test_promise_that_a_cancel_does_not_claim_is_caught():
    verdict_of("cancel-not_claimed")


def steps(*folders, ends):
    """{step: where it is marked}; the mark that an introduction gives as an example does not count."""
    found = {}
    for path in files(*folders, ends=ends):
        for number, line in enumerate(read(path).splitlines(), 1):
            if "such as [" not in line:
                for step in STEP.findall(line):
                    found.setdefault(step, []).append("%s:%d" % (path, number))
    return found


def test_model_and_code_name_the_same_steps():
    code, model = steps("core", "drivers", "arch", ends=(".c", ".h", ".S")), steps(os.path.join("tests", "model"), ends=(".pml",))
    expect(code and model, "no step is marked")
    wrong = ["[%s] is only in %s" % (step, " ".join(code.get(step) or model.get(step)))
             for step in sorted(set(code) ^ set(model))]
    expect(not wrong, "; ".join(wrong))


if __name__ == "__main__":
    sys.exit(common.main(sys.modules[__name__]))
