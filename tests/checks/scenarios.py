#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Each expected trace has its scenario, or a reason why it has none."""
import glob
import os
import re
import sys

import common
from common import expect

sys.path.insert(0, os.path.join(common.ROOT, "tests/scenarios"))
import traces  # pylint: disable=wrong-import-position


def scenarios():
    return [name for path in glob.glob(os.path.join(common.ROOT, "tests/scenarios/*/*.c"))
            for name in re.findall(r"^SCENARIO(?:_RECORDS)?\((\w+)", traces.read(path), re.M)]


def test_each_trace_has_a_scenario():
    missing = sorted(n for n in traces.expected() if traces.c_name(n) not in scenarios())
    expect(not missing, "no scenario for " + ", ".join(missing))


def test_no_scenario_is_listed_as_meaningless():
    dropped = traces.no_c_meaning()
    both = sorted(n for n in dropped if dropped[n] == "all" and traces.c_name(n) in scenarios())
    expect(not both, "listed without a meaning, yet there: " + ", ".join(both))


def test_each_dropped_line_exists():
    for name, lines in traces.no_c_meaning().items():
        path = os.path.join(traces.FOLDER, "expected", name + ".expected")
        expect(os.path.exists(path), "no_c_meaning.txt names " + name)
        count = len(traces.read(path).splitlines())
        expect(lines == "all" or max(lines) <= count, "%s has %d lines" % (name, count))


if __name__ == "__main__":
    sys.exit(common.main(sys.modules[__name__]))
