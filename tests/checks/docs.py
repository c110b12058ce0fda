#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""What the texts name is there: links, files, targets of make, identifiers."""
import os
import re
import sys

from common import ROOT, expect, files, main, read

TEXTS = sorted(path for path in files(".", ends=".md") if not path.startswith("tests/"))
TREE = "arch bench boards core docs drivers examples include linker tests tools".split()
PATH = re.compile(r"`((?:%s)/[\w./-]+)`" % "|".join(TREE))
PLACEHOLDER = re.compile(r"NAME|mine\b|myboard\b|irqN|noun_verb")
IDENTIFIER = re.compile(r"\b(?:vow_[a-z0-9_]+[a-z0-9]_?|VOW_[A-Z0-9_]+[A-Z0-9])\b(?!\*)")
# In code, in a block, or in front of a comment of one: `make run`, make size bench.
MAKE = re.compile(r"(?:`|^ {4}|^)make((?: [a-z][\w-]*\b(?![=.]))+)", re.M)


def check(missing):
    """missing(path, text): what a text names that is not there."""
    found = {path: sorted(set(missing(path, read(path)))) for path in TEXTS if path != "CHANGELOG.md"}  # which names what is gone
    expect(len(found) > 20, "%d texts" % len(found))
    expect(not any(found.values()), "; ".join("%s: %s" % (path, ", ".join(names)) for path, names in found.items() if names))


def exists(*names):
    return os.path.exists(os.path.join(ROOT, *names))


def test_links_lead_to_files():
    check(lambda path, text: [target for target in re.findall(r"\]\(([^)#\s]+)", text)
                              if ":" not in target and not exists(os.path.dirname(path), target)])


def test_named_files_exist():
    """Those of a port are named as they are in its folder."""
    check(lambda path, text: [name for name in PATH.findall(text)
                              if not (PLACEHOLDER.search(name) or exists(name) or exists("arch/native", name))])


def test_named_targets_of_make_exist():
    targets = {t for name in ("Makefile", "vow.mk") for line in re.findall(r"^([\w. -]+):(?!=)", read(name), re.M) for t in line.split()}
    named = [len(MAKE.findall(read(path))) for path in TEXTS]
    expect(sum(named) > 50, "%d targets" % sum(named))
    check(lambda path, text: [name for words in MAKE.findall(text) for name in words.split() if name not in targets])


def test_named_identifiers_exist():
    code = "\n".join(read(path) for path in files(*TREE, ends=(".h", ".c", ".S", ".ld", ".mk", ".inc")))
    known = set(IDENTIFIER.findall("\n".join([code] + [read(name) for name in ("Makefile", "vow.mk", "CMakeLists.txt")])))
    check(lambda path, text: [name for name in IDENTIFIER.findall(text) if name not in known and not PLACEHOLDER.search(name)])


if __name__ == "__main__":
    sys.exit(main(sys.modules[__name__]))
