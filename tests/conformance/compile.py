# SPDX-License-Identifier: MIT
"""Random programs as ordinary C (oracle/to_c.js), many in one image."""
import os
import subprocess
import sys

import driver

UNIT = 25  # programs a translation unit
BUILD = os.environ.get("BUILD", "build")
# What they share with the interpreter.
SHARED = ["iterator", "leftover", "program", "run_program", "show", "slots", "value"]


def write(path, text):
    os.makedirs(os.path.dirname(path), exist_ok=True)
    if not os.path.exists(path) or open(path, encoding="utf-8").read() != text:
        with open(path, "w", encoding="utf-8") as file:
            file.write(text)


def write_units(seeds):
    """Writes the C files of the programs; returns their paths, relative to the root."""
    paths = []
    for start in range(0, len(seeds), UNIT):
        some = list(map(str, seeds[start:start + UNIT]))
        done = subprocess.run(["node", os.path.join(driver.HERE, "oracle", "to_c.js"), *some], stdout=subprocess.PIPE,
                              text=True, check=True)
        paths.append(BUILD + "/conformance/seeds_%s_%s.c" % (some[0], some[-1]))
        write(os.path.join(driver.ROOT, paths[-1]), done.stdout)
    table = "/* SPDX-License-Identifier: MIT */\n/* Made by compile.py. */\n#include \"compiled.h\"\n\n"
    table += "".join("extern const struct runnable s%d;\n" % seed for seed in seeds)
    table += "\nconst struct runnable *const programs[] = {\n%s    NULL,\n};\n" % "".join("    &s%d,\n" % s for s in seeds)
    paths.append(BUILD + "/conformance/table_%d_%d.c" % (seeds[0], seeds[-1]))
    write(os.path.join(driver.ROOT, paths[-1]), table)
    return paths


def build(seeds, board, *options, flags=""):
    """The path of the program that runs the programs of these seeds."""
    shared = ["tests/conformance/%s.c" % name for name in SHARED] + ["tests/conformance/compiled/compiled.c"]
    return driver.make(board, "conformance-compiled", shared + write_units(seeds), "DEBUG=1", *options, flags="-g0 " + flags)


def judge(seeds, done):
    """The programs that differ, as (case, faults, result), of a finished run of all."""
    cases = driver.oracle("seeds", ",".join(map(str, seeds)))
    results = driver.results_of(done.stdout)
    if done.returncode:
        results = results or [driver.Result([], [], [])]
        results[-1].trace.append("!ended with status %d %s" % (done.returncode, done.stderr[:1000]))
    results += [driver.Result(["!not run"], [], [])] * (len(cases) - len(results))
    judged = [(case, driver.faults(case, result), result) for case, result in zip(cases, results)]
    return [one for one in judged if one[1]]


def compare(seeds, compiler, optimisation, board="native", *options):
    elf = build(seeds, board, "CC_KIND=" + compiler, "OPT=" + optimisation, *options)
    return judge(seeds, driver.start(board, elf, ""))


def main(arguments):
    """compile.py FROM TO COMPILER OPTIMISATION [BOARD [OPTION...]]"""
    first, last, compiler, optimisation, *rest = arguments
    seeds = range(int(first), int(last))
    wrong = compare(seeds, compiler, optimisation, *rest)
    for case, faults, result in wrong:
        print("seed %d %s" % (case["seed"], "; ".join(faults)))
    for case, _, result in wrong[:1]:
        print("wanted:  " + " ".join(case["trace"]))
        print("got:     " + " ".join(result.trace))
    print("%d programs, %d differ" % (len(seeds), len(wrong)))
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
