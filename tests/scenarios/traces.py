# SPDX-License-Identifier: MIT
"""The expected traces of tests/scenarios, without the lines that have no meaning in C.

no_c_meaning.txt has lines "NAME: reason" for a whole program, and "NAME LINES: reason" for some lines of its trace (LINES
is like 1,4-6). Lines that begin with # are comments."""
import glob
import os
import re

FOLDER = os.path.dirname(os.path.abspath(__file__))


def c_name(name):
    return name.replace("-", "_")


def read(path):
    with open(path, encoding="utf-8") as f:
        return f.read()


def no_c_meaning():
    """{name: "all" or the set of its line numbers}"""
    found = {}
    for line in read(os.path.join(FOLDER, "no_c_meaning.txt")).splitlines():
        if not line or line.startswith("#"):
            continue
        match = re.fullmatch(r"([\w-]+)(?: ([\d,-]+))?: \S.*", line)
        if not match:
            raise ValueError("no_c_meaning.txt: " + line)
        name, lines = match.groups()
        if lines is None:
            found[name] = "all"
            continue
        for part in lines.split(","):
            first, _, last = part.partition("-")
            found.setdefault(name, set()).update(range(int(first), int(last or first) + 1))
    return found


def expected():
    """{name: the lines that its scenario must log}, without the programs that have no meaning in C"""
    dropped, found = no_c_meaning(), {}
    for path in sorted(glob.glob(os.path.join(FOLDER, "expected", "*.expected"))):
        name = os.path.basename(path)[:-len(".expected")]
        without = dropped.get(name, set())
        if without != "all":
            found[name] = [line for i, line in enumerate(read(path).splitlines(), 1) if i not in without]
    return found


def c_string(text):
    return '"%s"' % text.replace("\\", "\\\\").replace('"', '\\"').replace("?", "\\?")


def table(scenarios):
    """C that defines the expected trace of each scenario; NULL for one without."""
    lines_of = {c_name(name): lines for name, lines in expected().items()}
    text = ""
    for name in scenarios:
        lines = lines_of.get(name)
        value = "NULL" if lines is None else "\n    " + "\n    ".join(c_string(line) + ' "\\n"' for line in lines or [""])
        text += "extern const char *const vow_expected_%s;\nconst char *const vow_expected_%s = %s;\n" % (name, name, value)
    return text
