# SPDX-License-Identifier: MIT
"""Makes a program that differs smaller, as long as it differs."""
import json

import driver

OPENERS = ("forawait", "at", "try")


def block_end(lines, first):
    """The last line of the block that begins at `first`, and whether it has parts of its own."""
    depth, parts = 0, False
    for last in range(first, len(lines)):
        word = lines[last].split()[0]
        depth += (word in OPENERS) - (word == "end")
        parts = parts or (depth == 1 and lines[last] in ("catch", "finally"))
        if depth == 0:
            break
    return last, parts


def without(lines, first):
    """The lines without the operation that begins at `first`, its block included; None if it is none."""
    if lines[first].split()[0] in ("fuzz", "features", "body", "endbody", "end") or lines[first] in ("catch", "finally"):
        return None
    return lines[:first] + lines[block_end(lines, first)[0] + 1:]


def unwrapped(lines, first):
    """The lines of a block without the lines that make it one; None if it is none."""
    if lines[first].split()[0] not in OPENERS:
        return None
    last, parts = block_end(lines, first)
    return None if parts else lines[:first] + lines[first + 1:last] + lines[last + 1:]


def modelled(seed, lines):
    return driver.oracle("models", text=json.dumps({"seed": seed, "program": "\n".join(lines) + "\n"}) + "\n")[0]


def shrink(case, is_wrong):
    """The smallest case found for which is_wrong(case) is still true."""
    lines = [line for line in case["program"].split("\n") if line]
    changed = True
    while changed:
        changed = False
        at = len(lines) - 1
        while at > 0:
            for attempt in without, unwrapped:
                fewer = attempt(lines, at)
                smaller = modelled(case["seed"], fewer) if fewer else {"failed": "nothing"}
                # One that the model cannot run shows nothing.
                if "failed" not in smaller and is_wrong(smaller):
                    lines, changed = fewer, True
                    break
            at = min(at, len(lines)) - 1
    return modelled(case["seed"], lines)
