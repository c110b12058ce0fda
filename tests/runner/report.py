# SPDX-License-Identifier: MIT
"""What became of each test, from several threads, and the lines of a program that may fall silent."""
import itertools
import os
import re
import selectors
import sys
import threading

# They end a hang and measure nothing; a loaded machine with two slow cores must not reach them.
SILENCE_LIMIT_S = 300  # a test that prints nothing for so long hangs
IMAGE_LIMIT_S = 900
SCRIPT_LIMIT_S = 1200

TRIED = re.compile(r"# (\d+ .*)$")
NUMBER = re.compile(r"\d+")

passed, failures = [], []
tried = {}  # what tests counted: the text with places for the numbers: their sums
verbose = False
lock = threading.Lock()


def report(name, reason=None, details=()):
    with lock:
        if reason is None:
            passed.append(name)
            if verbose:
                print("ok", name)
        else:
            failures.append(name)
            for line in details:
                print("   ", line)
            print("not ok %s: %s" % (name, reason))
        sys.stdout.flush()


def count_tried(line):
    found = TRIED.match(line)
    with lock:
        if found:
            text, numbers = NUMBER.sub("%d", found.group(1)), map(int, NUMBER.findall(found.group(1)))
            tried[text] = [a + b for a, b in itertools.zip_longest(tried.get(text, []), numbers, fillvalue=0)]


def all_tried():
    return ", ".join(text % tuple(numbers) for text, numbers in sorted(tried.items()) if any(numbers))


def lines_of(process):
    """The lines of its output; None when it was silent for too long."""
    selector = selectors.DefaultSelector()
    selector.register(process.stdout, selectors.EVENT_READ)
    rest = b""
    while True:
        if not selector.select(SILENCE_LIMIT_S):
            yield None
        chunk = os.read(process.stdout.fileno(), 65536)
        if not chunk:
            break
        rest += chunk
        *lines, rest = rest.split(b"\n")
        for line in lines:
            yield line.decode("utf-8", "replace").rstrip("\r")
    if rest:
        yield rest.decode("utf-8", "replace")
