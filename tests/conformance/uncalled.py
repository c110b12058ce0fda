# SPDX-License-Identifier: MIT
"""The public functions that the interpreter of the random programs never calls."""
import glob
import os
import re
import subprocess

import driver
from driver import boards

COMMENT = re.compile(r"/\*.*?\*/", re.S)
# Lines of a #define may go on; a name before "(*" is the type of a pointer to a function.
DIRECTIVE = re.compile(r"^[ \t]*#(?:.*\\\n)*.*$", re.M)
FUNCTION = re.compile(r"^(static inline )?[\w *]*?\b(vow_\w*[^\W_])\((?!\*)", re.M)
NM = {"native": "nm", "armv7m": "arm-none-eabi-nm", "armv8m": "arm-none-eabi-nm"}


def public_functions():
    """{header: {name: is it inline}}. Without hooks and what macros are made of: the runtime and the macros call those."""
    found = {}
    for path in sorted(glob.glob(os.path.join(driver.ROOT, "include", "vow", "*.h"))):
        text = DIRECTIVE.sub("", COMMENT.sub("", open(path, encoding="utf-8").read()))
        functions = {m.group(2): bool(m.group(1)) for m in FUNCTION.finditer(text)}
        found[os.path.basename(path)] = {n: i for n, i in functions.items() if not re.match("vow_(hook|arch)_", n)}
    return found


def referenced(board, elf):
    """The symbols that the interpreter's object files want from elsewhere."""
    objects = glob.glob(os.path.join(os.path.dirname(elf), "tests", "conformance", "*.o"))
    listed = subprocess.run([NM[boards.board(board).arch], "-u", *objects], stdout=subprocess.PIPE, text=True, check=True).stdout
    return {line.split()[-1] for line in listed.splitlines() if line.strip().startswith("U ")}


def written():
    """The words of the interpreter's sources: an inline function leaves no symbol, and VOW_UNDEFINED is vow_undefined()."""
    return {word for f in glob.glob(os.path.join(driver.HERE, "*.c"))
            for word in re.findall(r"\w+", COMMENT.sub("", open(f, encoding="utf-8").read()))}


def uncalled(board, elf):
    """{header: names}"""
    symbols, words = referenced(board, elf), written()
    return {header: [n for n, inline in functions.items()
                     if not ({n, n.upper()} & words if inline else n in symbols)]
            for header, functions in public_functions().items()}


def show(board, elf):
    left = {header: names for header, names in uncalled(board, elf).items() if names}
    print("%d of %d public functions are never called:" % (
        sum(map(len, left.values())), sum(map(len, public_functions().values()))))
    for header, names in left.items():
        print("  %s: %s" % (header, " ".join(names)))
