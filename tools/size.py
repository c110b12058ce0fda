#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""size.py [--csv] NAME=MAP...

Flash and RAM, in bytes, of every object file that the linker took, from the maps of one or more programs. Initial data
count twice: in flash, where they are kept, and in RAM. The totals are the linker script's own figures, which a program
prints too; what they have more than the files is padding (less, where strings are shared). The last row compares each
program with the first one.
"""
import re
import sys
from collections import defaultdict

IGNORED = (".debug", ".comment", ".note", ".ARM.attributes", ".riscv.attributes", ".gnu.attributes", ".stab", ".symtab",
           ".strtab", ".shstrtab", "/DISCARD/", ".tbss", ".gnu.build")
BOTH = (".data", ".tdata", ".got", ".dynamic")
STACKS = (".vow_main_stack", ".vow_stacks")
RAM = (".bss", ".noinit") + STACKS
ORDER = ("core/", "arch/", "drivers/", "boards/", "application", "C library", "compiler's library", "other", "stacks", "padding")

OUTPUT = re.compile(r"^([./][\w./$]*)(?:\s+0x[0-9a-f]+\s+0x([0-9a-f]+).*)?$")
INPUT = re.compile(r"^ (?:(\S+)|\s)\s+0x[0-9a-f]+\s+0x([0-9a-f]+)(?:\s+(\S.*))?$")

FIGURE = re.compile(r"^\s+0x([0-9a-f]+)\s+vow_link_(flash|ram)_used = ", re.M)


def row_name(path):
    """The table's row of an input file: a Vow source without its ending, or whose file it is."""
    member = re.search(r"([^/]+)\(([^)]*)\)$", path)
    if not member:
        if "/app/" in path:
            return "application"
        return "compiler's library" if "/gcc/" in path or "/gcc-lib/" in path else "other"
    archive, name = member.groups()
    if archive == "libvow.a":
        return re.sub(r"(\.[cS])?\.(o|obj)$", "", name).replace(".", "/")
    return "compiler's library" if archive.startswith("libgcc") else "C library"


def read_map(path):
    """{row: [flash, ram]} of one map of GNU ld."""
    rows = defaultdict(lambda: [0, 0])
    with open(path, encoding="utf-8", errors="replace") as file:
        text = file.read().partition("Linker script and memory map")[2]
    section = None
    for line in text.splitlines():
        output = OUTPUT.match(line)
        if output:
            section = output.group(1)
        found = INPUT.match(line.rstrip())
        if not found or section is None or section.startswith(IGNORED):
            continue
        what, size, source = found.group(1), int(found.group(2), 16), found.group(3)
        if what == "*fill*":
            row = "stacks" if section in STACKS else "padding"
        elif source:
            row = row_name(source)
        else:
            continue
        if not section.startswith(RAM):
            rows[row][0] += size
        if section.startswith(RAM + BOTH):
            rows[row][1] += size
    for value, memory in FIGURE.findall(text):
        i = ["flash", "ram"].index(memory)
        rows["padding"][i] += int(value, 16) - sum(sizes[i] for sizes in rows.values())
    return rows


def sort_key(row):
    rank = next((i for i, prefix in enumerate(ORDER) if row.startswith(prefix)), len(ORDER))
    return rank, row


def main():
    arguments = sys.argv[1:]
    csv = arguments[:1] == ["--csv"]
    programs = [argument.split("=", 1) for argument in arguments[csv:]]
    if not programs:
        sys.exit(__doc__)
    maps = {name: read_map(path) for name, path in programs}
    names = list(maps)
    rows = sorted({row for table in maps.values() for row, sizes in table.items() if any(sizes)}, key=sort_key)
    totals = {name: [sum(sizes[i] for sizes in maps[name].values()) for i in (0, 1)] for name in names}

    if csv:
        print("program,part,flash,ram")
        for name in names:
            for row in rows:
                if row in maps[name]:
                    print(name, row, *maps[name][row], sep=",")
            print(name, "total", *totals[name], sep=",")
        return

    width = max(map(len, rows + ["over " + names[0]])) + 2
    cells = lambda pairs: "".join(f"{a:>10}{b:>8}" for a, b in pairs).rstrip()
    print(" " * width + "".join(f"{name:>18}" for name in names))
    print("bytes".ljust(width) + cells([("flash", "RAM")] * len(names)))
    for row in rows:
        print(row.ljust(width) + cells([maps[name].get(row, ("-", "-")) for name in names]))
    print("total".ljust(width) + cells([totals[name] for name in names]))
    if len(names) > 1:
        first = totals[names[0]]
        over = [[f"{totals[name][i] - first[i]:+}" for i in (0, 1)] for name in names[1:]]
        print(("over " + names[0]).ljust(width) + cells([("", "")] + over))


main()
