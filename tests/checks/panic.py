#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""A panic on the console names the call, who made it, and the place of the call."""
import re
import sys

import common
from common import expect, make_path, read, run

PROGRAM = "tests/planted/panic_place.c"


def test_panic_names_call_task_and_place():
    elf = make_path("print-elf", "APP=panic_place", "APP_SRCS=" + PROGRAM)
    done = run(["timeout", "-k", "1", "60", "tools/run-qemu.sh", "qemu-system-arm", "-M", "mps2-an385", elf])
    expect(done.returncode == 1, "status %d" % done.returncode)
    found = re.fullmatch(r"panic: await outside a task \(in the loop, called at (0x[0-9a-f]{8})\)\n", done.stdout)
    expect(found, "the console says: " + done.stdout)
    place = run(["arm-none-eabi-addr2line", "-e", elf, hex(int(found.group(1), 16) - 2)]).stdout.strip()
    wanted = read(PROGRAM).split("\n").index("    got = vow_await(vow_delay_ms(1)).i; /* the place */") + 1
    expect(place.endswith("panic_place.c:%d" % wanted), "the place is %s" % place)


if __name__ == "__main__":
    sys.exit(common.main(sys.modules[__name__]))
