#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""What ends a program is told: by name, place, cause, registers and tasks. Whole consoles are compared."""
import re
import subprocess
import sys

import common
from common import expect, make_path, read, run

PROGRAM = "tests/planted/fault.c"
BOARDS = {  # the emulator, the tools, the digits of a register
    "mps2-an385": ("qemu-system-arm -M mps2-an385", "arm-none-eabi-", 8),
    "mps2-an386": ("qemu-system-arm -M mps2-an386", "arm-none-eabi-", 8),
    "mps2-an500": ("qemu-system-arm -M mps2-an500", "arm-none-eabi-", 8),
    "mps2-an505": ("qemu-system-arm -M mps2-an505", "arm-none-eabi-", 8),
    "lm3s6965evb": ("qemu-system-arm -M lm3s6965evb", "arm-none-eabi-", 8),
    "microbit": ("qemu-system-arm -M microbit", "arm-none-eabi-", 8),
    "hifive1": ("qemu-system-riscv32 -M sifive_e", "riscv64-unknown-elf-", 8),
    "qemu-riscv32-virt": ("qemu-system-riscv32 -M virt -bios none", "riscv64-unknown-elf-", 8),
    "qemu-riscv64-virt": ("qemu-system-riscv64 -M virt -bios none", "riscv64-unknown-elf-", 16),
}
IN_TASK = "in task parse, called by load, awaited by main"
IN_HANDLER = "in exception 36 (interrupt 20), over task parse, called by load, awaited by main"
HARD, MEM, USAGE = "exception 3 (HardFault)", "exception 4 (MemManage)", "exception 6 (UsageFault)"

# Of a kind: what the first line says behind "panic: unexpected " before and behind the place, where the program stood, and of
# ARMv7-M and ARMv8-M the fault registers (None: no registers are told).
NOWHERE = ", nothing answers, address 0x90000000"
ARMV7M = {
    "u": (HARD, ", undefined instruction", IN_TASK, "cfsr 00010000 hfsr 40000000"),
    "r": (HARD, NOWHERE, IN_TASK, "cfsr 00008200 hfsr 40000000"),
    "w": (HARD, NOWHERE, IN_TASK, "cfsr 00008200 hfsr 40000000"),
    "d": (HARD, ", division by zero", IN_TASK, "cfsr 02000000 hfsr 40000000"),
    "c": (HARD, ", no such coprocessor", IN_TASK, "cfsr 00080000 hfsr 40000000"),
    "x": (MEM, ", code is not executable", IN_TASK, "cfsr 00000001 hfsr 00000000"),
    "z": (MEM, ", access denied, address 0x00000000", IN_TASK, "cfsr 00000082 hfsr 00000000"),
    "n": (HARD, ", unaligned access", IN_TASK, "cfsr 01000000 hfsr 40000000"),
    "i": (HARD, ", not Thumb code", IN_TASK, "cfsr 00020000 hfsr 40000000"),
    "k": (HARD, ", breakpoint without a debugger", IN_TASK, "cfsr 00000000 hfsr 40000000"),
    "s": (HARD, ", nothing answers, stacking: nothing answers, address 0x900000f8", IN_TASK, "cfsr 00009200 hfsr 40000000"),
    "h": (HARD, NOWHERE, IN_HANDLER, "cfsr 00008200 hfsr 40000000"),
    "l": (HARD, NOWHERE, "in the loop", "cfsr 00008200 hfsr 40000000"),
    "v": ("exception 11 (SVCall)", "", IN_TASK, None),
    "m": ("exception 37 (interrupt 21)", "", IN_TASK, None),
}
# MemManage is enabled for the MPU's guards (ARMv7-M), UsageFaults for the stack limits (ARMv8-M), so they are no HardFaults.
ARMV8M = {kind: ((USAGE if kind in "udcni" else what), cause, where,
                 registers and registers.replace("hfsr 4", "hfsr 0" if kind in "udcni" else "hfsr 4") + " sfsr 00000000")
          for kind, (what, cause, where, registers) in ARMV7M.items() if kind not in "xz"}
ARMV8M["x"] = (HARD, ", code is not executable", IN_TASK, "cfsr 00000001 hfsr 40000000 sfsr 00000000")
UNKNOWN = ", unaligned access, or nothing answers"
ARMV6M = {
    "u": (HARD, ", undefined instruction", IN_TASK, ""),
    "r": (HARD, UNKNOWN, IN_TASK, ""),
    "n": (HARD, UNKNOWN, IN_TASK, ""),
    "i": (HARD, ", not Thumb code", IN_TASK, ""),
    "k": (HARD, ", breakpoint without a debugger", IN_TASK, ""),
    "s": (HARD, ", stacking: not in RAM", IN_TASK, ""),
    "h": (HARD, UNKNOWN, IN_HANDLER, ""),
    "o": (HARD, ", stacking: not in RAM", "in a handler", ""),
    "l": (HARD, UNKNOWN, "in the loop", ""),
    "v": ("exception 11 (SVCall)", "", IN_TASK, None),
    "m": ("exception 37 (interrupt 21)", "", IN_TASK, None),
}
RISCV = {
    "u": ("exception 3 (breakpoint)", ", value 0x0", IN_TASK, ""),
    "i": ("exception 2 (illegal instruction)", ", value 0x0", IN_TASK, ""),
    "r": ("exception 5 (load access fault)", ", value 0x18000010", IN_TASK, ""),
    "w": ("exception 7 (store access fault)", ", value 0x18000010", IN_TASK, ""),
    "x": ("exception 1 (instruction access fault)", ", value 0x18000010", IN_TASK, ""),
    "c": ("exception 11 (environment call from M-mode)", ", value 0x0", IN_TASK, ""),
    "h": ("exception 5 (load access fault)", ", value 0x18000010", "in a handler, over" + IN_TASK[2:], ""),
    "l": ("exception 5 (load access fault)", ", value 0x18000010", "in the loop", ""),
    "m": ("exception 1 (supervisor software interrupt)", "", IN_TASK, None),
}


def build(board, *options, program=PROGRAM):
    return make_path("print-elf", "BOARD=" + board, "APP=fault", "APP_SRCS=" + program, *options)


def console(board, elf, kind, status):
    done = subprocess.run(["timeout", "-k", "1", "60", "tools/run-qemu.sh"] + BOARDS[board][0].split() + [elf], input=kind, text=True,
                          stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=120, cwd=common.ROOT, env=common.COUNTED)
    expect(done.returncode == status, "%s: status %d: %s" % (kind, done.returncode, done.stdout))
    return done.stdout.replace("Timer with period zero, disabling\n", "", 1)  # QEMU's lm3s6965evb, at its start


def words(count, digits=8):
    return " [0-9a-f]{%d}" % digits * count


def registers(board, is_stacked):
    """The lines of registers, as one expression."""
    if "riscv" in board or board == "hifive1":
        digits = BOARDS[board][2]
        return r"ra%s sp%s a0-a7%s\nt0-t6%s mstatus%s\ns0-s11%s\n" % tuple(words(n, digits) for n in (1, 1, 8, 7, 1, 12))
    stacked = r"r0-r3, r12%s lr%s xpsr%s\n" % (words(5), words(1), words(1)) if is_stacked else ""
    return stacked + r"r4-r7%s r8-r11%s sp%s\n" % (words(4), words(4), words(1))


def value_in_full(cause, digits):
    return re.sub(r"value 0x([0-9a-f]+)", lambda m: "value 0x" + m.group(1).rjust(digits, "0"), cause)


def told(board, elf, kind, case):
    what, cause, where, fault_registers = case
    text, digits = console(board, elf, kind, 1), BOARDS[board][2]
    form = "panic: unexpected %s at PC 0x([0-9a-f]{%d})%s\n" % (re.escape(what), digits, re.escape(value_in_full(cause, digits)))
    if fault_registers is not None:
        form += registers(board, "stacking" not in cause) + (fault_registers and fault_registers + "\n")
    found = re.fullmatch(form + re.escape(where) + "\n", text)
    expect(found, "%s: the console says: %s" % (kind, text))
    return found.group(1)


def place_is_right(board, elf, kind, address):
    """Where the program has a line that ends in the kind, perhaps of one processor, the place is that one."""
    ends = ("/* %s */" % kind, "/* %s %s */" % ("arm" if "arm" in BOARDS[board][1] else "riscv", kind))
    lines = [n for n, line in enumerate(read(PROGRAM).split("\n"), 1) if line.endswith(ends)]
    place = run([BOARDS[board][1] + "addr2line", "-e", elf, "0x" + address]).stdout.split()[0]
    expect(not lines or re.fullmatch(r".*fault\.c:%d" % lines[0], place), "%s: the place is %s" % (kind, place))


def all_told(board, cases):
    elf = build(board)
    for kind, case in cases.items():
        place_is_right(board, elf, kind, told(board, elf, kind, case))


def test_faults_are_told_armv7m(): all_told("mps2-an385", ARMV7M)
def test_faults_are_told_armv7m_fpu(): all_told("mps2-an386", ARMV7M)
def test_faults_are_told_armv8m(): all_told("mps2-an505", ARMV8M)
def test_faults_are_told_armv6m(): all_told("microbit", ARMV6M)
def test_faults_are_told_riscv32(): all_told("qemu-riscv32-virt", RISCV)
def test_faults_are_told_riscv64(): all_told("qemu-riscv64-virt", RISCV)


def fpu_frame(board):
    """The stack pointer of a task that has used the FPU, for which the processor stacks more: r4 has it."""
    text = console(board, build(board), "f", 1)
    expect(re.search(r"^r4-r7 ([0-9a-f]{8}) .* sp \1$", text, re.MULTILINE) and ", undefined instruction\n" in text, "the console says: " + text)


def test_stack_pointer_above_an_fpu_frame_armv7m(): fpu_frame("mps2-an386")
def test_stack_pointer_above_an_fpu_frame_armv8m(): fpu_frame("mps2-an505")


def third_fault(board, first, second):
    """The hook faults behind the report and behind the line of the second fault: of the third nothing is said, and the hook has the end."""
    text = console(board, build(board, program=PROGRAM + " tests/planted/hook_faults.c"), "u", 7)
    line = r"panic: unexpected %s[^\n]*\n"
    form = line % first + registers(board, True) + r"(?:cfsr [^\n]*\n)?" + re.escape(IN_TASK) + r"\n\nwhile this was reported, " + line % second
    expect(re.fullmatch(form, text), "the console says: " + text)


def test_third_fault_ends_in_the_hook_armv7m(): third_fault("mps2-an385", re.escape(HARD), re.escape(HARD))
def test_third_fault_ends_in_the_hook_armv8m(): third_fault("mps2-an505", re.escape(USAGE), re.escape(HARD))
def test_third_fault_ends_in_the_hook_armv6m(): third_fault("microbit", re.escape(HARD), re.escape(HARD))
def test_third_fault_ends_in_the_hook_riscv(): third_fault("hifive1", r"exception 3 \(breakpoint\)", r"exception 3 \(breakpoint\)")


def fault_while_told(board, second):
    text = console(board, build(board), "t", 1).split("in task \n")
    expect(len(text) == 2 and re.fullmatch(r"while this was reported, panic: unexpected %s\n" % second, text[1]), "the console says: %s" % text)


def test_fault_in_a_report_armv7m():
    fault_while_told("mps2-an385", r"exception 3 \(HardFault\) at PC 0x[0-9a-f]{8}, nothing answers, address 0x900000[0-9a-f]{2}")


def test_fault_in_a_report_armv8m():
    fault_while_told("mps2-an505", r"exception 3 \(HardFault\) at PC 0x[0-9a-f]{8}, nothing answers, address 0x900000[0-9a-f]{2}")


def test_fault_in_a_report_armv6m():
    fault_while_told("microbit", r"exception 3 \(HardFault\) at PC 0x[0-9a-f]{8}" + UNKNOWN)


def test_fault_in_a_report_riscv():
    fault_while_told("hifive1", r"exception 5 \(load access fault\) at PC 0x[0-9a-f]{8}, value 0x180000[0-9a-f]{2}")


def kept(board, kind, bytes_kept=None):
    """After a reset start-up prints the same lines once more, as far as they are kept, and the program finds them (status 3)."""
    text = console(board, build(board, "CFLAGS_EXTRA=-DVOW_CONFIG_FAULT_RESET=1"), kind, 3)
    before, mark, after = text.partition("before the reset:\n")
    expect(mark and before[:bytes_kept] == after and before.startswith("panic: "), "the console says: %s" % text)


def test_report_is_kept_over_a_reset_armv7m():
    for kind in "wp":
        kept("mps2-an385", kind)


def test_report_is_kept_over_a_reset_armv7m_fpu(): kept("mps2-an386", "u")
def test_report_is_kept_over_a_reset_cortex_m7(): kept("mps2-an500", "u")
def test_report_is_kept_over_a_reset_lm3s6965(): kept("lm3s6965evb", "u")
def test_report_is_kept_over_a_reset_armv8m(): kept("mps2-an505", "u")
def test_report_is_kept_over_a_reset_armv6m(): kept("microbit", "u", 256)
def test_report_is_kept_over_a_reset_riscv32(): kept("qemu-riscv32-virt", "u")
def test_report_is_kept_over_a_reset_riscv64(): kept("qemu-riscv64-virt", "u")


def test_short_report():
    """VOW_CONFIG_FAULT_REPORT=0: one line, and nothing kept."""
    elf = build("mps2-an385", "CFLAGS_EXTRA=-DVOW_CONFIG_FAULT_REPORT=0 -DVOW_CONFIG_FAULT_BYTES=0 -DVOW_CONFIG_FAULT_RESET=0")
    text = console("mps2-an385", elf, "w", 1)
    expect(re.fullmatch(r"panic: unexpected exception 3 \(HardFault\) at PC 0x[0-9a-f]{8}\n", text), "the console says: %s" % text)


if __name__ == "__main__":
    sys.exit(common.main(sys.modules[__name__]))
