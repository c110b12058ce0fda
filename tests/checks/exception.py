#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""What the console says of an exception or interrupt without a handler: its name, the place, the value."""
import re
import subprocess
import sys

import common
from common import expect, make_path, read, run

PROGRAM = "tests/planted/exception.c"
ARM = ("qemu-system-arm -M mps2-an385", "arm-none-eabi-")
RISCV32 = ("qemu-system-riscv32 -M virt -bios none", "riscv64-unknown-elf-")
RISCV64 = ("qemu-system-riscv64 -M virt -bios none", "riscv64-unknown-elf-")
RISCV_LINES = {
    "t": ("3 (breakpoint)", None), "i": ("2 (illegal instruction)", None), "l": ("5 (load access fault)", 0x18000010),
    "s": ("7 (store access fault)", 0x18000010), "e": ("11 (environment call from M-mode)", 0),
    "m": ("3 (machine software interrupt)", "none"),
}


def told(board, emulator, prefix, kind, what, value):
    """The last line of the console; `value` is what a RISC-V exception tells, None any, "none" that it tells nothing."""
    elf = make_path("print-elf", "BOARD=" + board, "APP=exception", "APP_SRCS=" + PROGRAM)
    done = subprocess.run(["timeout", "-k", "1", "60", "tools/run-qemu.sh"] + emulator.split() + [elf], input=kind, text=True,
                          stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=120, cwd=common.ROOT)
    expect(done.returncode == 1, "%s: status %d: %s" % (kind, done.returncode, done.stdout))
    form = r"panic: unexpected exception %s at PC 0x([0-9a-f]{8}|[0-9a-f]{16})(, value 0x([0-9a-f]{8}|[0-9a-f]{16}))?\n"
    found = re.fullmatch(form % re.escape(what), done.stdout)
    expect(found, "%s: the console says: %s" % (kind, done.stdout))
    expect((found.group(2) is None) == (value == "none"), "%s: value: %s" % (kind, done.stdout))
    expect(value in (None, "none") or int(found.group(3), 16) == value, "%s: the value is %s" % (kind, found.group(3)))
    place = run([prefix + "addr2line", "-e", elf, "0x" + found.group(1)]).stdout.split()[0]
    lines = [n for n, line in enumerate(read(PROGRAM).split("\n"), 1) if line.endswith("/* %s */" % kind)]
    expect(re.search(r"exception\.c:(\d+)$", place) and int(place.rsplit(":", 1)[1]) in lines, "%s: the place is %s" % (kind, place))


def test_exception_is_told_arm():
    told("mps2-an385", *ARM, "t", "3 (HardFault)", "none")


def test_exceptions_are_told_riscv32():
    for kind, (what, value) in RISCV_LINES.items():
        told("qemu-riscv32-virt", *RISCV32, kind, what, value)


def test_exceptions_are_told_riscv64():
    for kind, (what, value) in RISCV_LINES.items():
        told("qemu-riscv64-virt", *RISCV64, kind, what, value)


if __name__ == "__main__":
    sys.exit(common.main(sys.modules[__name__]))
