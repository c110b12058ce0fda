#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Random programs as ordinary C, compiled by both compilers, behave as the model of the standard says (tests/conformance)."""
import os
import sys

from common import Failure, ROOT, expect, main

sys.path.insert(0, os.path.join(ROOT, "tests", "conformance"))
import compile  # noqa: E402
import driver  # noqa: E402

with open(os.path.join(driver.HERE, "compiled", "seeds.txt"), encoding="utf-8") as file:
    SEEDS = [int(seed) for line in file if not line.startswith("#") for seed in line.split()]


def no_program_differs(compiler, optimisation):
    try:
        wrong = compile.compare(SEEDS, compiler, optimisation)
    except driver.Failure as failure:
        print(failure)
        raise Failure("they cannot be built")
    for case, faults, result in wrong[:5]:
        print("seed %d %s" % (case["seed"], "; ".join(faults)))
        print("wanted:  " + " ".join(case["trace"]))
        print("got:     " + " ".join(result.trace))
    expect(not wrong, "%d of %d programs differ" % (len(wrong), len(SEEDS)))


for compiler in "gcc", "clang":
    for optimisation in "O0", "O2", "Os":
        globals()["test_%d_programs_%s_%s" % (len(SEEDS), compiler, optimisation.lower())] = (
            lambda c=compiler, o=optimisation: no_program_differs(c, "-" + o))

if __name__ == "__main__":
    sys.exit(main(sys.modules[__name__]))
