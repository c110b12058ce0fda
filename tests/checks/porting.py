#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""docs/PORTING.md, taken at its word. A new user's commands make a board of the template, in a folder outside the tree, and it
prints its banner; each step that is taken away (`<!-- without: COMMAND -->`) is told by the lines that the page shows for it."""
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
    return re.sub(r"0x[0-9a-f]{8}\b", "0x...", re.sub(r"\bbuild/\S+?\.elf\b\.?", "build/...", line)).replace(" ./", " ").strip()


def missing_lines(output, wanted):
    said = {bare(line) for line in output.splitlines()}
    return [line for line in wanted.splitlines() if bare(line) not in said]


def walk(title, folder, place, command, original):
    """Takes away each step of a section and compares what `command` says."""
    wrong = []
    steps = STEP.findall(section(title))
    expect(len(steps) > 5, "the page shows no steps")
    for without, wanted in steps:
        shutil.rmtree(os.path.join(folder, place))
        shutil.copytree(original, os.path.join(folder, place))
        shell(os.path.join(folder, place), without)
        output = shell(folder, command)
        missing = missing_lines(output, wanted)
        if missing:
            print(output)
            wrong.append("without `%s` nothing said `%s`" % (without, "`, `".join(missing)))
    expect(not wrong, "; ".join(wrong))


def new_board(folder):
    """Does what the page says, and returns what the last command printed."""
    commands = COMMANDS.findall(section("A new board"))[0]
    return shell(folder, commands.replace("make run", "make -s run TIMEOUT=60"), "quit\n")


def test_template_prints_its_banner_with_both_compilers():
    for compiler in "gcc", "clang":
        common.make("BOARD=template", "APP=session", "CC_KIND=" + compiler)
        output = common.run(["sh", "-c", "printf 'quit\\n' | make -s run BOARD=template APP=session TIMEOUT=60 CC_KIND=" + compiler]).stdout
        expect("Vow %s on template" % read("VERSION").strip() in output.replace("\r", "").splitlines(), "it printed " + output)


def test_new_board_prints_its_banner():
    with scratch() as folder:
        output = new_board(folder)
        expect("Vow %s on myboard" % read("VERSION").strip() in output.replace("\r", "").splitlines(), "it printed " + output)
        expect("warning:" not in output, "a warning: " + output)
        counted = shell(folder, "make -s run BOARD=./myboard APP=countdown TIMEOUT=60 '%s' 2>&1 | grep -v '^ '" % QEMU)
        expect(counted == "3\n2\n1\nlift-off after 300 ms\n", "countdown printed " + counted)


def test_new_board_is_told_what_is_missing():
    with scratch() as folder:
        new_board(folder)
        shutil.copytree(folder + "/myboard", folder + "/original")
        walk("A new board", folder, "myboard", "printf 'quit\\n' | make run BOARD=./myboard TIMEOUT=20", folder + "/original")


def test_new_architecture_is_told_what_is_missing():
    """Cortex-M's ports share a folder; here it is one folder, as a user's would be."""
    with scratch() as folder:
        new_board(folder)
        shell(folder, """sed -i '/^ARCH /s/armv7m/mine/' myboard/board.mk
            cp -r arch/armv7m original; cp arch/cortexm/*.c arch/cortexm/*.S arch/cortexm/*.h original
            sed '/^ARCH_COMMON/d' arch/cortexm/arch.mk >original/arch.mk
            sed -i 's,"../cortexm/port.h","port.h",' original/vow_arch_port.h
            cp -r original arch/mine""")
        session = shell(folder, "printf 'quit\\n' | make -s run BOARD=./myboard TIMEOUT=60")
        expect("bye" in session.replace("\r", "").splitlines(), "the copy of armv7m printed " + session)
        walk("A new architecture", folder, "arch/mine", "make BOARD=./myboard", folder + "/original")


if __name__ == "__main__":
    sys.exit(common.main(sys.modules[__name__]))
