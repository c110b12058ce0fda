#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""A panic on the console names the call, who made it, and the place of the call."""
import re
import sys

import common
from common import expect, make_path, read, run

PROGRAM = "tests/planted/panic_place.c"


def names_call_task_and_place(board, emulator, prefix):
    elf = make_path("print-elf", "BOARD=" + board, "APP=panic_place", "APP_SRCS=" + PROGRAM)
    done = run(["timeout", "-k", "1", "60", "tools/run-qemu.sh"] + emulator.split() + [elf])
    expect(done.returncode == 1, "status %d" % done.returncode)
    found = re.fullmatch(r"panic: await outside a task \(in the loop, called at (0x(?:[0-9a-f]{8}){1,2})\)\n", done.stdout)
    expect(found, "the console says: " + done.stdout)
    place = run([prefix + "addr2line", "-e", elf, hex(int(found.group(1), 16) - 2)]).stdout.strip()
    wanted = read(PROGRAM).split("\n").index("    got = vow_await(vow_delay_ms(1)).i; /* the place */") + 1
    expect(place.endswith("panic_place.c:%d" % wanted), "the place is %s" % place)


def test_panic_names_call_task_and_place():
    names_call_task_and_place("mps2-an385", "qemu-system-arm -M mps2-an385", "arm-none-eabi-")


def test_panic_names_call_task_and_place_riscv32():
    names_call_task_and_place("hifive1", "qemu-system-riscv32 -M sifive_e", "riscv64-unknown-elf-")


def test_panic_names_call_task_and_place_riscv64():
    names_call_task_and_place("qemu-riscv64-virt", "qemu-system-riscv64 -M virt -bios none", "riscv64-unknown-elf-")


if __name__ == "__main__":
    sys.exit(common.main(sys.modules[__name__]))
