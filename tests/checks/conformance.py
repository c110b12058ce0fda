#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Random programs behave as the model of the standard says (tests/conformance)."""
import os
import re
import sys
import tempfile

from common import ROOT, expect, main, run

sys.path.insert(0, os.path.join(ROOT, "tests", "conformance"))
import driver  # noqa: E402
import shrink  # noqa: E402


def no_program_differs(programs, board):
    done = run(["tests/conformance/fuzz", "1", str(programs + 1), "--board=" + board])
    lines = done.stdout.splitlines() or [""]
    if done.returncode or lines[-1] != "%d programs, 0 differ" % programs:
        print(done.stdout)
    expect(lines[-1] == "%d programs, 0 differ" % programs, lines[-1])
    expect(done.returncode == 0, "status %d" % done.returncode)


def test_2000_programs_native_sanitized():
    no_program_differs(2000, "native")


def test_200_programs_mps2_an385():
    no_program_differs(200, "mps2-an385")


def test_50_programs_mps2_an505():
    no_program_differs(50, "mps2-an505")


def test_run_prints_traces_and_nothing_else():
    cases = driver.oracle("batch", "7", "9")
    with tempfile.TemporaryDirectory() as folder:
        names = [os.path.join(folder, str(c["seed"])) for c in cases]
        for name, case in zip(names, cases):
            with open(name, "w", encoding="utf-8") as file:
                file.write(case["program"])
        for board in "native", "mps2-an385":
            done = run(["tests/conformance/run", "--board", board] + names)
            expect(done.stdout.splitlines() == cases[0]["trace"] + cases[1]["trace"], "another trace on " + board)


def test_differences_are_found_and_shrunken():
    """The model is told lies: one line of the trace, the number of suspended bodies."""
    elf = driver.build("native")
    case = driver.oracle("batch", "7", "8")[0]
    result = driver.run("native", elf, [case["program"]])[0]
    expect(driver.faults(case, result) == [], "a program that does not differ: %s" % driver.faults(case, result))
    expect(driver.faults(dict(case, trace=case["trace"][1:]), result) == ["differs"], "a line too much is overlooked")
    expect(driver.faults(dict(case, suspended=case["suspended"] + 1), result)[0].startswith("has "),
           "a body too few is overlooked")
    smallest = shrink.shrink(case, lambda c: any(line.startswith("!unhandled") for line in c["trace"]))
    expect(len(smallest["program"]) < len(case["program"]) / 4, "it was not shrunken")


def test_public_functions_never_called_are_listed():
    done = run(["tests/conformance/fuzz", "1", "2"])
    listed = {name for line in done.stdout.splitlines() if re.match(r"  \w+\.h: vow_", line) for name in line.split()[1:]}
    expect({"vow_loop_run", "vow_float"} <= listed, "a function that no program calls is not listed")
    expect(not {"vow_await", "vow_undefined", "vow_yield_star"} & listed, "a function that programs call is listed")


if __name__ == "__main__":
    sys.exit(main(sys.modules[__name__]))
