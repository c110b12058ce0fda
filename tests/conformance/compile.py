# SPDX-License-Identifier: MIT
"""Random programs as ordinary C (oracle/to_c.js), many in one image."""
import os
import subprocess
import sys

import driver

UNIT = 25  # programs a translation unit
# What they share with the interpreter.
SHARED = ["iterator", "leftover", "program", "run_program", "show", "slots", "value"]


def write(path, text):
    os.makedirs(os.path.dirname(path), exist_ok=True)
    if not os.path.exists(path) or open(path, encoding="utf-8").read() != text:
        with open(path, "w", encoding="utf-8") as file:
            file.write(text)


def write_units(first, last):
    """Writes the C files of the programs; returns their paths, relative to the root."""
    paths = []
    for start in range(first, last, UNIT):
        end = min(start + UNIT, last)
        paths.append("build/conformance/seeds_%d_%d.c" % (start, end - 1))
        done = subprocess.run(["node", os.path.join(driver.HERE, "oracle", "to_c.js"), str(start), str(end)],
                              stdout=subprocess.PIPE, text=True, check=True)
        write(os.path.join(driver.ROOT, paths[-1]), done.stdout)
    table = "/* SPDX-License-Identifier: MIT */\n/* Made by compile.py. */\n#include \"compiled.h\"\n\n"
    table += "".join("extern const struct runnable s%d;\n" % seed for seed in range(first, last))
    table += "\nconst struct runnable *const programs[] = {\n%s    NULL,\n};\n" % "".join(
        "    &s%d,\n" % seed for seed in range(first, last))
    paths.append("build/conformance/table_%d_%d.c" % (first, last - 1))
    write(os.path.join(driver.ROOT, paths[-1]), table)
    return paths


def compare(first, last, compiler, optimisation, board="native", *options):
    """The programs that differ, as (case, faults)."""
    shared = ["tests/conformance/%s.c" % name for name in SHARED] + ["tests/conformance/compiled/compiled.c"]
    elf = driver.make(board, "conformance-compiled", shared + write_units(first, last), "CC_KIND=" + compiler,
                      "OPT=" + optimisation, "DEBUG=1", *options, flags="-g0")
    cases = driver.oracle("batch", str(first), str(last))
    done = driver.start(board, elf, "")
    results = driver.results_of(done.stdout)
    if done.returncode:
        results[-1].trace.append("!ended with status %d %s" % (done.returncode, done.stderr[:1000]))
    results += [driver.Result(["!not run"], [], [])] * (len(cases) - len(results))
    return [(case, faults, result) for case, result in zip(cases, results) for faults in [driver.faults(case, result)] if faults]


def main(arguments):
    """compile.py FROM TO COMPILER OPTIMISATION [BOARD [OPTION...]]"""
    first, last, compiler, optimisation, *rest = arguments
    wrong = compare(int(first), int(last), compiler, optimisation, *rest)
    for case, faults, result in wrong:
        print("seed %d %s" % (case["seed"], "; ".join(faults)))
    for case, _, result in wrong[:1]:
        print("wanted:  " + " ".join(case["trace"]))
        print("got:     " + " ".join(result.trace))
    print("%d programs, %d differ" % (int(last) - int(first), len(wrong)))
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
