#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""ARMv8-M: a stack that overflows is told by its limit, and the memory below a task's stack is as it was."""
import sys

import common
from common import expect, make_path, run

TASK_CALLS, TASK_IS_INTERRUPTED, LOOP_CALLS, HANDLER_CALLS = 1, 2, 3, 4
# VOW_ARCH_MARGIN_BYTES; HARDFAULT_BYTES of start.c.
TASK_LIMIT, MAIN_LIMIT = ("vow_planted", 256 + 32), ("vow_link_main_stack_bottom", 112)


def overflow(planted, exception, limit):
    symbol, offset = limit
    elf = make_path("print-elf", "BOARD=mps2-an505", "APP=full_stack", "APP_SRCS=tests/planted/full_stack.c",
                    "CFLAGS_EXTRA=-DPLANTED=%d" % planted)
    address = [line.split()[0] for line in run(["arm-none-eabi-nm", elf]).stdout.splitlines() if line.split()[-1] == symbol]
    done = run(["timeout", "-k", "1", "60", "tools/run-qemu.sh", "qemu-system-arm", "-M", "mps2-an505", elf])
    wanted = "panic: stack overflow, exception %s at limit 0x%08x\nuntouched\n" % (exception, int(address[0], 16) + offset)
    expect(done.stdout == wanted and done.returncode == 1, "status %d: %s" % (done.returncode, done.stdout))


def test_task_that_calls(): overflow(TASK_CALLS, "6 (UsageFault)", TASK_LIMIT)
def test_task_that_is_interrupted(): overflow(TASK_IS_INTERRUPTED, "6 (UsageFault)", TASK_LIMIT)
def test_callback_of_the_loop(): overflow(LOOP_CALLS, "6 (UsageFault)", MAIN_LIMIT)
def test_handler(): overflow(HANDLER_CALLS, "3 (HardFault)", MAIN_LIMIT)


if __name__ == "__main__":
    sys.exit(common.main(sys.modules[__name__]))
