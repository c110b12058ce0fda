#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""docs/ECMASCRIPT.md names tests, functions and macros that exist."""
import re
import sys

import common
from common import expect, files, read

PAGE = "docs/ECMASCRIPT.md"


def test_the_page_names_tests_that_exist():
    known = set()
    for path in files("tests/scenarios", "tests/behaviour", ends=(".c",)):
        known.update(re.findall(r"^(?:SCENARIO(?:_RECORDS)?|VOW_TEST)\((\w+)", read(path), re.M))
    named = set()
    for row in re.findall(r"^\|.*\| ([^|]*) \|$", read(PAGE), re.M):
        named.update(re.findall(r"`([a-z]\w+)`", row))
    named = {name for name in named if not name.startswith("vow_")}
    expect(len(named) > 50, "only %d tests are named" % len(named))
    expect(named <= known, "not a test: " + " ".join(sorted(named - known)))


def test_the_page_names_functions_and_macros_that_exist():
    headers = "".join(read(path) for path in files("include/vow", ends=(".h",)))
    known = set(re.findall(r"\b(?:vow|VOW)_\w+", headers))
    named = set(re.findall(r"\b(?:vow|VOW)_\w*[A-Za-z0-9]\b", read(PAGE)))
    expect(named <= known, "not in a header: " + " ".join(sorted(named - known)))


if __name__ == "__main__":
    sys.exit(common.main(sys.modules[__name__]))
