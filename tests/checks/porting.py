#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""docs/PORTING.md, taken at its word. A new user's commands make a board, in a folder outside the tree, and it prints its banner. The
steps (`<!-- without: COMMAND -->`) are taken away from the last to the first, which leaves nothing: with the steps before it done, and none
behind it, each is told by the lines that the page shows for it, and nothing else is said first."""
import contextlib
import os
import re
import shutil
import subprocess
import sys
import tempfile

import common
from common import expect, read

PAGE = "docs/PORTING.md"
STEP = re.compile(r"^<!-- without: ([^\n]*) -->\n```text\n(.*?)^```$", re.M | re.S)
COMMANDS = re.compile(r"^```sh\n(.*?)^```$", re.M | re.S)
NUMBERED = re.compile(r"^\*\*(\d+)\. (.*?)(?=^\*\*\d+\. |\Z)", re.M | re.S)
COMPLAINT = re.compile(r"\*\*\* |undefined reference|error: |panic: |ld: (?!.*: in function )")
QEMU = "QEMU_EXTRA=-icount shift=0,sleep=off"


def section(title):
    return read(PAGE).partition("\n## %s\n" % title)[2].partition("\n## ")[0]


@contextlib.contextmanager
def scratch():
    """A copy of the sources, which a user may do to what they like."""
    with tempfile.TemporaryDirectory() as folder:
        for name in os.listdir(common.ROOT):
            if name in ("arch", "core", "drivers"):
                shutil.copytree(os.path.join(common.ROOT, name), os.path.join(folder, name))
            elif name not in ("build", ".git"):
                os.symlink(os.path.join(common.ROOT, name), os.path.join(folder, name))
        yield folder


def shell(folder, script, feed=""):
    return subprocess.run(["sh", "-c", script], cwd=folder, input=feed, env=dict(os.environ, LC_ALL="C"), stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
                          timeout=200, errors="replace").stdout


def bare(line):
    """What a line says, without the file that it says it of, and addresses."""
    line = re.sub(r"^.*?(?=\*\*\* |undefined reference|fatal error: |error: |ld: )", "", line, count=1)
    line = re.sub(r"^ld: .*: (?=undefined reference|in function)", "", line)
    return re.sub(r"\b(0x)?[0-9a-f]{8}\b", "0x...", re.sub(r"\bbuild/\S+?\.elf\b\.?", "build/...", line)).replace(" ./", " ").strip()


def is_of_one_link(line):
    return line.startswith(("undefined reference", "ld: "))


def wrong_order(output, wanted, later):
    """Why what was said is not what the page shows here, or None. The linker tells all that it misses at once, in an order of its own."""
    said = [bare(line) for line in output.splitlines() if COMPLAINT.search(line)]
    missing = [line for line in wanted if line not in said]
    if missing:
        return "nothing said `%s`" % "`, `".join(missing)
    if said[0] not in wanted and not (is_of_one_link(wanted[0]) and is_of_one_link(said[0]) and said[0] in later):
        return "first of all was said `%s`" % said[0]
    return None


def walk(title, folder, place, command):
    """Takes the steps of a section away from folder/place, the last one first, and compares what command(number of the step) says."""
    wrong, later = [], set()
    steps = [(int(number), step) for number, text in NUMBERED.findall(section(title)) for step in STEP.findall(text)]
    expect(len(steps) > 5, "the page shows no steps")
    for number, (without, shown) in reversed(steps):
        wanted = [bare(line) for line in shown.splitlines()]
        shell(os.path.join(folder, place), without)
        output = shell(folder, command(number))
        reason = wrong_order(output, wanted, later)
        if reason:
            print(output)
            wrong.append("step %d, without `%s`: %s" % (number, without, reason))
        later.update(wanted)
    expect(not wrong, "; ".join(wrong))


def walk_board(title, folder):
    """A program without the UART until the step that is about it."""
    walk(title, folder, "myboard", lambda number: "printf 'quit\\n' | make run BOARD=./myboard TIMEOUT=20 APP=%s" % ("session" if number > 7 else "countdown"))


def new_board(folder, title="A new board"):
    """Does what the page says, and returns what the last command printed."""
    commands = COMMANDS.findall(section(title))[0]
    return shell(folder, commands.replace("make run", "make -s run TIMEOUT=60"), "quit\n")


def test_template_prints_its_banner_with_both_compilers():
    for compiler in "gcc", "clang":
        common.make("BOARD=template", "APP=session", "CC_KIND=" + compiler)
        output = common.run(["sh", "-c", "printf 'quit\\n' | make -s run BOARD=template APP=session TIMEOUT=60 CC_KIND=" + compiler]).stdout
        expect("Vow %s on template" % read("VERSION").strip() in output.replace("\r", "").splitlines(), "it printed " + output)


def prints_its_banner(title):
    with scratch() as folder:
        output = new_board(folder, title)
        expect("Vow %s on myboard" % read("VERSION").strip() in output.replace("\r", "").splitlines(), "it printed " + output)
        expect("warning:" not in output, "a warning: " + output)
        counted = shell(folder, "make -s run BOARD=./myboard APP=countdown TIMEOUT=60 '%s' 2>&1 | grep -v '^ '" % QEMU)
        expect(counted == "3\n2\n1\nlift-off after 300 ms\n", "countdown printed " + counted)
        walk_board(title, folder)


def test_new_board_prints_its_banner_and_is_told_what_is_missing():
    prints_its_banner("A new board")


def test_riscv_board_prints_its_banner_and_is_told_what_is_missing():
    prints_its_banner("A RISC-V board")


def test_new_architecture_is_told_what_is_missing():
    """Cortex-M's ports share a folder; here it is one folder, as a user's would be."""
    with scratch() as folder:
        new_board(folder)
        shell(folder, """sed -i '/^ARCH /s/armv7m/mine/' myboard/board.mk
            cp -r arch/armv7m arch/mine; cp arch/cortexm/*.c arch/cortexm/*.S arch/cortexm/*.h arch/mine
            sed '/^ARCH_COMMON/d' arch/cortexm/arch.mk >arch/mine/arch.mk
            sed -i 's,"../cortexm/port.h","port.h",' arch/mine/vow_arch_port.h""")
        session = shell(folder, "printf 'quit\\n' | make -s run BOARD=./myboard TIMEOUT=60")
        expect("bye" in session.replace("\r", "").splitlines(), "the copy of armv7m printed " + session)
        walk("A new architecture", folder, "arch/mine", lambda _: "make BOARD=./myboard")


if __name__ == "__main__":
    sys.exit(common.main(sys.modules[__name__]))
