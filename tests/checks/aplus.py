#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""promises-aplus-tests, a suite of others, against the promise core in WebAssembly; and that it finds planted faults."""
import os
import shutil
import sys

from common import ROOT, expect, main, read, run

BUILD = "build/aplus"


def test_all_872_tests_of_the_suite_pass():
    done = run(["tests/aplus/run"])
    last = done.stdout.splitlines()[-1:]
    expect(done.returncode == 0 and last == ["872 found, 872 passed, 0 failed"],
           "status %d: %s" % (done.returncode, done.stdout[-2000:]))


def planted(name, path, right, wrong, section):
    """In a copy of core, `right` in the file becomes `wrong`: the first test to fail is one of `section`."""
    out = os.path.join(BUILD, name)
    shutil.rmtree(os.path.join(ROOT, out), ignore_errors=True)
    shutil.copytree(os.path.join(ROOT, "core"), os.path.join(ROOT, out, "core"))
    text = read(path)
    expect(text.count(right) == 1, "%s has %d places for the fault" % (path, text.count(right)))
    with open(os.path.join(ROOT, out, path), "w", encoding="utf-8") as f:
        f.write(text.replace(right, wrong))
    done = run(["tests/aplus/run", os.path.join(out, "core"), out, "bail"])
    failures = [line for line in done.stdout.splitlines() if line.startswith("failed: ")]
    expect(done.returncode == 1 and [line.split()[1] for line in failures] == [section + ":"],
           "status %d: %s" % (done.returncode, done.stdout[-2000:]))


def test_planted_reactions_in_the_wrong_order():
    planted("order", "core/nodes.h", "        last->next = node;\n    } else {",
            "        last->next = node;\n        return;\n    } else {", "2.2.6")


def test_planted_rejection_of_a_followed_promise_fulfils():
    planted("follow", "core/adopt.c", "settle(promise, followed->node.state, followed->value);",
            "settle(promise, VOW_FULFILLED, followed->value);", "2.3.2")


def test_planted_throw_of_a_callback_fulfils():
    planted("throw", "core/then.c", "settle(&record->derived, VOW_REJECTED, reason);",
            "settle(&record->derived, VOW_FULFILLED, reason);", "2.2.6")


def test_planted_self_resolution_goes_unseen():
    planted("self", "core/adopt.c", "    if (promise == followed) {", "    if (promise == followed && !promise) {", "2.3.1")


def test_the_adapter_has_no_queue_of_its_own():
    code = "\n".join(line.split("//")[0] for line in read("tests/aplus/adapter.js").splitlines())
    found = [word for word in ("Promise", "async", "await", "queueMicrotask", "nextTick", "setImmediate") if word in code]
    lines = len(read("tests/aplus/adapter.js").splitlines())
    expect(not found and lines <= 150, "%d lines; %s" % (lines, found))
    expect(code.count("setTimeout") == 1, "the host's turn is asked for in more than one place")


if __name__ == "__main__":
    sys.exit(main(sys.modules[__name__]))
