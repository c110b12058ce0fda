#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""What tests/run is asked for is what it does, or it says that it cannot."""
import os
import sys

from common import expect, main, run


def asked(*arguments):
    done = run(["tests/run"] + list(arguments), env=dict(os.environ, TEST_BOARD="native"))
    return done.returncode, done.stdout.splitlines()


def test_an_option_that_is_not_known_runs_nothing():
    status, lines = asked("--lisst", "native/repeat/*")
    expect((status, lines[1:]) == (2, ["tests/run: error: unrecognized arguments: --lisst"]), "%d: %s" % (status, lines))


def test_names_are_listed_and_nothing_is_run():
    status, lines = asked("native/transcript/*", "--list", "native/behaviour/then_is_called*")
    expect((status, lines) == (0, ["native/transcript/same_lines"]), "%d: %s" % (status, lines))


def test_what_all_leaves_is_the_rest_and_nothing_else():
    listed = [asked("--list", *tier)[1] for tier in (["--all"], ["--rest"], ["*"])]
    expect(sorted(listed[0] + listed[1]) == sorted(listed[2]), "%d and %d of %d" % tuple(len(names) for names in listed))
    expect(listed[1] and all("/behaviour/" not in name for name in listed[1]), "the rest has no test, or behaviour tests")


if __name__ == "__main__":
    sys.exit(main(sys.modules[__name__]))
