#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Planted errors: on native with SAN=1 each is reported and makes the run fail; the same program without it does not."""
import os
import sys

from common import expect, main, make_path, run


def program(name, compiler, planted):
    elf = make_path("print-elf", "BOARD=native", "SAN=1", "CC_KIND=" + compiler, "APP=planted-" + name,
                    "APP_SRCS=tests/planted/%s.c" % name, "OPT=-O1", "CFLAGS_EXTRA=-DPLANTED=%d" % planted)
    environment = {n: v for n, v in os.environ.items() if n not in ("ASAN_OPTIONS", "UBSAN_OPTIONS")}
    return run(["timeout", "-k", "1", "30", elf], env=environment)


def reported(name, kind):
    for compiler in ("gcc", "clang"):
        good, bad = program(name, compiler, 0), program(name, compiler, 1)
        expect(good.returncode == 0, "without the error: status %d with %s: %s" % (good.returncode, compiler, good.stdout[-400:]))
        expect(bad.returncode not in (0, 124), "status %d with %s" % (bad.returncode, compiler))
        found = [line.split()[2].rstrip(":") for line in bad.stdout.splitlines()
                 if line.startswith("SUMMARY: AddressSanitizer: ")]
        expect(found == [kind], "reported with %s: %s, expected %s" % (compiler, found, kind))


def test_overflow_of_a_tasks_array(): reported("overflow", "stack-buffer-overflow")
def test_use_of_a_promise_after_release(): reported("use_after_release", "use-after-poison")
def test_read_of_a_dead_frame_after_a_throw(): reported("dead_frame", "use-after-poison")


if __name__ == "__main__":
    sys.exit(main(sys.modules[__name__]))
