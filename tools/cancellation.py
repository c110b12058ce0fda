#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""cancellation.py [--update] [FOLDER]: what the tag @cancel of each function and macro in the headers says (FOLDER: include/vow).

Prints the table of docs/CANCELLATION.md, or writes it there. What a header leaves unsaid is told on standard error, with status 1:
a function that suspends, or gives a promise or an iterator, begins its tag with a grade of the vocabulary in <vow/cancel.h>, and so
does a macro that does something where its block is left."""
import os
import re
import sys

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
PAGE = os.path.join(ROOT, "docs/CANCELLATION.md")
TABLE = re.compile(r"(?<=<!-- tools/cancellation.py --update -->\n).*?(?=<!-- end -->)", re.S)

# A block and what stands below it up to an empty line or the next comment; what is declared there.
BLOCK = re.compile(r"^/\*\*(.*?)\*/\n(.*?)(?=\n\n|\n/\*|\Z)", re.M | re.S)
DECLARED = re.compile(r"^(?:#define (VOW_\w+)\(|(?!typedef|extern|struct \w+ \{|#)(\w[\w *]*?)\b(vow_\w+)\()", re.M)
LEAVES = re.compile(r"^#define (VOW_\w+)\((?:.*\\\n)*.*(?:cleanup\(|VOW_DEFER\()", re.M)
GIVES_WAIT = re.compile(r"struct vow_(promise \*|iterator )$")
NO_WAIT = re.compile(r"(no|must not)\b")
GRADE = re.compile(r"(strict)(?=$|[:;,]| if )|(keeps|stops) (?=\w)|(none): (?=\w)|(as) (?=(vow|VOW)_\w)|(-)(?=$|: )")


class Entry:
    """A function or macro, and what the block above it says."""

    def __init__(self, header, name, gives, text):
        tags = {}
        for tag, words in re.findall(r"@(\w+),? ?(.*?)(?=@\w|$)", re.sub(r"\s*\n \*\s*", " ", text)):
            tags.setdefault(tag, words.strip())
        self.header, self.name, self.block = header, name, text
        self.suspends, self.cancel = tags.get("suspends"), tags.get("cancel", "")
        self.for_tasks = "task" in tags.get("context", "")
        self.waits = bool(GIVES_WAIT.search(gives)) or bool(self.suspends and not NO_WAIT.match(self.suspends))
        found = GRADE.match(self.cancel)
        self.word = found.group(0).strip(": ") if found else ""
        self.means = self.cancel[len(found.group(0)):].lstrip(":;, ") if found else ""

    def fault(self, known):
        if self.for_tasks and self.suspends is None:
            return "does not say whether it suspends"
        if self.cancel and not self.word:
            return "@cancel begins with no grade: " + self.cancel
        if self.waits and self.word in ("", "-"):
            return "waits, or gives something that does, and has no grade"
        return None if self.grade(known) != "as" else "@cancel as something that has no grade: " + self.means

    def grade(self, known):
        """Its own, or that of the function that it names; "as" if that has none."""
        entry = self
        for _ in known:
            if entry.word == "as":
                entry = known.get(re.match(r"\w+", entry.means).group(0), entry)
        return entry.word


def entries(folder):
    for header in sorted(os.listdir(folder)):
        with open(os.path.join(folder, header), encoding="utf-8") as file:
            text = file.read()
        found = [Entry(header, macro or name, gives, block) for block, below in BLOCK.findall(text)
                 for macro, gives, name in DECLARED.findall(below)]
        seen = {entry.name for entry in found}
        found += [Entry(header, name, gives, "") for _, gives, name in DECLARED.findall(text)
                  if GIVES_WAIT.search(gives) and name not in seen]
        found += [Entry(header, name, "struct vow_iterator ", "") for name in LEAVES.findall(text) if name not in seen]
        yield from (entry for entry in found if not entry.name.endswith("_"))


def row(same, known):
    first = same[0]
    names = "<br>".join("`%s`" % entry.name for entry in same)
    words = re.sub(r"\b((?:vow|VOW)_\w+(?:\(\))?)", r"`\1`", first.means)
    words = ("as " * (first.word == "as") + words).replace("*", r"\*")
    return "| %s | `%s` | %s | %s |\n" % (names, first.header, first.grade(known), words)


def table(found, known):
    """A row for each block of functions that have a grade."""
    blocks = {}
    for entry in found:
        if entry.word not in ("", "-"):
            blocks.setdefault((entry.header, entry.block), []).append(entry)
    head = "| function | header | grade | of what, and what becomes of it |\n|---|---|---|---|\n"
    return head + "".join(row(same, known) for same in blocks.values())


def main(arguments):
    folders = [a for a in arguments if a != "--update"]
    found = list(entries(folders[0] if folders else os.path.join(ROOT, "include/vow")))
    known = {entry.name: entry for entry in found if entry.word not in ("", "-")}
    faults = ["<vow/%s> %s: %s" % (e.header, e.name, e.fault(known)) for e in found if e.fault(known)]
    if faults:
        print("\n".join(faults), file=sys.stderr)
        return 1
    text = table(found, known)
    if "--update" not in arguments:
        sys.stdout.write(text)
        return 0
    with open(PAGE, encoding="utf-8") as file:
        page = file.read()
    with open(PAGE, "w", encoding="utf-8") as file:
        file.write(TABLE.sub(lambda _: text, page))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
