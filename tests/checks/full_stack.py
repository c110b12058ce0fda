#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""A stack that overflows is reported by the name of its owner, its size and the place; the neighbour's memory is as it was, except
on ARMv6-M, which can only look afterwards."""
import re
import subprocess
import sys

import common
from common import expect, make_path, run

TASK_CALLS, TASK_AWAITS, TASK_CAME_BACK, TASK_IS_INTERRUPTED, LOOP_CALLS, HANDLER_CALLS, TASK_JUMPS = "1234567"
TASK, LOOP, HANDLER, EITHER = "overflow", "the loop", "a handler", "the loop or a handler"
DEEP = {"call_deeply", "memset"}  # which fills its array
SWITCHES = {"vow_await_value", "vow_leave_", "leave_inline"}  # where ARMv6-M looks
PLACES = {  # where it may be, as the stack or the hardware can tell; nowhere where the stack pointer has jumped
    TASK_CALLS: DEEP, LOOP_CALLS: DEEP, HANDLER_CALLS: DEEP, TASK_IS_INTERRUPTED: None,
    TASK_AWAITS: {"call_until", "lowest", "vow_await_value", "vow_arch_switch", "vow_arch_switch_to_loop"},
    TASK_CAME_BACK: SWITCHES, TASK_JUMPS: {"jump"},
}
BOARDS = {  # how it is run, the tools' prefix, how many times as large a stack is, and what its size may be rounded up by
    "native": ("env", "", 64, 4096),
    "mps2-an385": ("tools/run-qemu.sh qemu-system-arm -M mps2-an385", "arm-none-eabi-", 1, 32),
    "mps2-an386": ("tools/run-qemu.sh qemu-system-arm -M mps2-an386", "arm-none-eabi-", 1, 128),
    "mps2-an505": ("tools/run-qemu.sh qemu-system-arm -M mps2-an505", "arm-none-eabi-", 1, 32),
    "microbit": ("tools/run-qemu.sh qemu-system-arm -M microbit", "arm-none-eabi-", 1, 32),
    "hifive1": ("tools/run-qemu.sh qemu-system-riscv32 -M sifive_e", "riscv64-unknown-elf-", 1, 32),
    "qemu-riscv64-virt": ("tools/run-qemu.sh qemu-system-riscv64 -M virt -bios none", "riscv64-unknown-elf-", 2, 32),
}


def function_at(prefix, elf, place):
    return run([prefix + "addr2line", "-f", "-e", elf, hex(place)]).stdout.split()[0]


def overflow(board, planted, who, places=None, unchanged=True, options=()):
    command, prefix, scale, rounded = BOARDS[board]
    elf = make_path("print-elf", "BOARD=" + board, "APP=full_stack", "APP_SRCS=tests/planted/full_stack.c",
                    "LDFLAGS_EXTRA=-Wl,--wrap=vow_board_exit" + (" -no-pie" if board == "native" else ""), *options)
    done = subprocess.run(["timeout", "-k", "1", "60"] + command.split() + [elf], input=planted, text=True,
                          stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=120, cwd=common.ROOT, env=common.COUNTED)
    expect(done.returncode == 1, "status %d: %s" % (done.returncode, done.stdout))
    found = re.fullmatch(r"(?:(\d+)\n)?panic: stack overflow in %s \((\d+) bytes, near 0x([0-9a-f]+)\)(?:, .*)?\n(?:.*\n)*(.*)\n" % who, done.stdout)
    expect(found, "the console says: " + done.stdout)
    size = found.group(1) or "0"
    expect(who != TASK or size == found.group(2), "its size is %s: %s" % (size, done.stdout))
    expect(who != TASK or 640 * scale <= int(size) < 640 * scale + rounded, "a size of " + size)
    expect(found.group(4) == "the neighbour is %s" % ("unchanged" if unchanged else "changed"), done.stdout)
    at, allowed = int(found.group(3), 16), places or PLACES[planted]
    near = {function_at(prefix, elf, at), function_at(prefix, elf, at - 2)}  # of the instruction, or behind a call
    expect(allowed is None or near & allowed, "it is near %s" % near)


def task_calls_or_awaits(board):
    overflow(board, TASK_CALLS, TASK)
    overflow(board, TASK_AWAITS, TASK)


def main_stack_of_a_cortex_m(board):
    overflow(board, LOOP_CALLS, EITHER)
    overflow(board, HANDLER_CALLS, EITHER)


def test_task_armv7m(): task_calls_or_awaits("mps2-an385")
def test_task_that_is_interrupted_armv7m(): overflow("mps2-an385", TASK_IS_INTERRUPTED, TASK)
def test_main_stack_armv7m(): main_stack_of_a_cortex_m("mps2-an385")
def test_task_armv7m_fpu(): task_calls_or_awaits("mps2-an386")
def test_task_that_is_interrupted_armv7m_fpu(): overflow("mps2-an386", TASK_IS_INTERRUPTED, TASK)
def test_task_armv8m(): task_calls_or_awaits("mps2-an505")
def test_task_that_is_interrupted_armv8m(): overflow("mps2-an505", TASK_IS_INTERRUPTED, TASK)
def test_main_stack_armv8m(): main_stack_of_a_cortex_m("mps2-an505")


def test_task_armv6m():
    overflow("microbit", TASK_AWAITS, TASK, SWITCHES, unchanged=False)
    overflow("microbit", TASK_CAME_BACK, TASK, unchanged=False)


def test_main_stack_armv6m(): overflow("microbit", LOOP_CALLS, EITHER, {"switch_to_task", "run_microtasks"})


def test_task_native(): task_calls_or_awaits("native")


def test_loop_and_handler_native():
    """The loop has the process's stack, a handler that of whom it interrupts."""
    overflow("native", LOOP_CALLS, EITHER)
    overflow("native", HANDLER_CALLS, TASK)


def riscv(board):
    task_calls_or_awaits(board)
    overflow(board, LOOP_CALLS, LOOP)
    overflow(board, HANDLER_CALLS, HANDLER)


def test_stacks_riscv32(): riscv("hifive1")
def test_stacks_riscv64(): riscv("qemu-riscv64-virt")


def test_array_that_jumps_over_the_guard_armv7m():
    """It has been written below the guard when the guard is reached."""
    overflow("mps2-an385", TASK_JUMPS, TASK, unchanged=False)


def test_array_that_jumps_over_the_guard_armv8m():
    """The limit is no guard that could be jumped over. The place is that of the call."""
    overflow("mps2-an505", TASK_JUMPS, TASK, {"overflow", "jump"})


def test_array_that_jumps_over_the_guard_armv6m(): overflow("microbit", TASK_JUMPS, TASK, SWITCHES, unchanged=False)
def test_array_that_jumps_over_the_guard_riscv(): overflow("hifive1", TASK_JUMPS, TASK, unchanged=False)


def test_array_that_jumps_over_the_guard_native():
    overflow("native", TASK_JUMPS, TASK, unchanged=False)
    overflow("native", TASK_JUMPS, TASK, options=["CFLAGS_EXTRA=-fstack-clash-protection"])


def test_programs_without_guards():
    for board, (command, _, _, _) in BOARDS.items():
        elf = make_path("print-elf", "BOARD=" + board, "APP=countdown", "CFLAGS_EXTRA=-DVOW_CONFIG_STACK_GUARD=0")
        done = run(["timeout", "-k", "1", "60"] + command.split() + [elf])
        expect(done.returncode == 0 and done.stdout.startswith("3\n2\n1\nlift-off"), "%s: %s" % (board, done.stdout))


if __name__ == "__main__":
    sys.exit(common.main(sys.modules[__name__]))
