#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""ARMv8-M: a stack that overflows is told by its limit, and the memory below a task's stack is as it was."""
import re
import sys

import common
from common import expect, make_path, run

TASK_CALLS, TASK_IS_INTERRUPTED, LOOP_CALLS, HANDLER_CALLS = 1, 2, 3, 4
# VOW_ARCH_MARGIN_BYTES; HARDFAULT_BYTES of start.c.
TASK_LIMIT, MAIN_LIMIT = ("vow_planted", 256 + 32), ("vow_link_main_stack_bottom", 112)


def overflow(planted, exception, limit, where):
    symbol, offset = limit
    elf = make_path("print-elf", "BOARD=mps2-an505", "APP=full_stack", "APP_SRCS=tests/planted/full_stack.c",
                    "CFLAGS_EXTRA=-DPLANTED=%d" % planted)
    address = [line.split()[0] for line in run(["arm-none-eabi-nm", elf]).stdout.splitlines() if line.split()[-1] == symbol]
    done = run(["timeout", "-k", "1", "60", "tools/run-qemu.sh", "qemu-system-arm", "-M", "mps2-an505", elf])
    form = r"panic: stack overflow, %s at limit 0x%08x\n(r4-r7 .*\ncfsr 00100000 hfsr .*\n)%s\nuntouched\n"
    found = re.fullmatch(form % (re.escape(exception), int(address[0], 16) + offset, re.escape(where)), done.stdout, re.S)
    expect(found and found.group(1).count("\n") == 2 and done.returncode == 1, "status %d: %s" % (done.returncode, done.stdout))


USAGE, HARD = "exception 6 (UsageFault)", "exception 3 (HardFault)"


def test_task_that_calls(): overflow(TASK_CALLS, USAGE, TASK_LIMIT, "in task overflow, called by main")
def test_task_that_is_interrupted(): overflow(TASK_IS_INTERRUPTED, USAGE, TASK_LIMIT, "in task overflow, called by main")
def test_callback_of_the_loop(): overflow(LOOP_CALLS, USAGE, MAIN_LIMIT, "in the loop")
def test_handler(): overflow(HANDLER_CALLS, HARD, MAIN_LIMIT, "in a handler")


if __name__ == "__main__":
    sys.exit(common.main(sys.modules[__name__]))
