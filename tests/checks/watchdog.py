#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""A watchdog ends what leaves the loop, or one supervised task, no turn: by a report that names it, and a reset that keeps it."""
import re
import subprocess
import sys

import common
from common import expect, make_path

PROGRAM = "tests/planted/watchdog.c"
NMI = r"panic: unexpected exception 2 \(NMI\) at PC 0x[0-9a-f]{8}, the watchdog expired\n(?:(?:r0-r3,|r4-r7|cfsr) .*\n){3}"
LATE = r"panic: watchdog: parse was not alive for 100 ms, it awaits the answer\n"
CASES = {
    "t": NMI + r"in task parse, awaited by main\n",
    "w": LATE,
    "m": NMI + r"in task spin\n",
    "i": NMI + r"in exception 42 \(interrupt 26\), over (?:task main|the loop)\n",
}
# By the clock's tick, where the hardware only resets.
LATE_TICK = r"panic: unexpected exception %d \(interrupt %d\) at PC 0x[0-9a-f]{8}, the watchdog expired\n"
STORM = r"panic: the watchdog expired, interrupt 26 leaves no turn, over task main\n"
LATE_ON_RISCV = r"panic: the watchdog expired at PC 0x[0-9a-f]{8}\n"
LM3S6965 = r"panic: unexpected exception 34 \(interrupt 18\) at PC 0x[0-9a-f]{8}, the watchdog expired\n"
EMULATORS = {"native": [], "rpi-pico": ["tools/run-rp2040.sh"], "hifive1": ["tools/run-qemu.sh", "qemu-system-riscv32", "-M", "sifive_e"]}


HANGS = PROGRAM + " tests/planted/hook_hangs.c"


def console(board, kind, *options, program=PROGRAM):
    elf = make_path("print-elf", "BOARD=" + board, "APP=watchdog", "APP_SRCS=" + program, *options)
    command = EMULATORS.get(board, ["tools/run-qemu.sh", "qemu-system-arm", "-M", board]) + [elf]
    done = subprocess.run(["timeout", "-k", "1", "60"] + command, input=kind, text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                          timeout=120, cwd=common.ROOT, env=common.COUNTED)
    return done.returncode, done.stdout.replace("Timer with period zero, disabling\n", "", 1)  # QEMU's lm3s6965evb, at its start


def case(board, kind):
    if board == "microbit":
        return STORM if kind == "i" else CASES[kind].replace(NMI, LATE_TICK % (41, 25))
    return CASES[kind].replace(NMI, LM3S6965) if board == "lm3s6965evb" else CASES[kind]


def ended(board, kinds):
    for kind in kinds:
        status, text = console(board, kind, "CFLAGS_EXTRA=-DVOW_CONFIG_FAULT_RESET=1")
        before, mark, after = text.partition("before the reset:\n")
        expect(status == 3 and mark and before == after and re.fullmatch(case(board, kind), before), "%s: status %d: %s" % (kind, status, text))


def second_stage_resets(board):
    """The hook does not return: the device resets when it expires once more. Where that is an NMI it says so in a line before, for its
    handler has given the report the time once more."""
    status, text = console(board, "t", "CFLAGS_EXTRA=-DVOW_CONFIG_FAULT_RESET=1", program=HANGS)
    before, mark, after = text.partition("before the reset:\n")
    again = r"\nwhile this was reported, panic: unexpected exception 2 \(NMI\) at PC 0x[0-9a-f]{8}, the watchdog expired\n"
    form = case(board, "t") + (again if board.startswith("mps2") else "")
    expect(status == 3 and mark and before == after and re.fullmatch(form, before), "status %d: %s" % (status, text))


def left_alone(board, *options):
    status, text = console(board, "n", *options)
    expect((status, text) == (0, ""), "status %d: %s" % (status, text))


def test_watchdog_ends_what_leaves_no_turn_armv7m(): ended("mps2-an385", CASES)
def test_watchdog_ends_what_leaves_no_turn_armv8m(): ended("mps2-an505", CASES)
def test_watchdog_ends_what_leaves_no_turn_armv7m_fpu(): ended("mps2-an386", "t")
def test_watchdog_ends_what_leaves_no_turn_cortex_m7(): ended("mps2-an500", "t")
def test_watchdog_ends_what_leaves_no_turn_lm3s6965(): ended("lm3s6965evb", CASES)
def test_watchdog_ends_what_leaves_no_turn_microbit(): ended("microbit", CASES)
def test_watchdog_resets_what_never_ends_its_report_armv7m(): second_stage_resets("mps2-an385")
def test_watchdog_resets_what_never_ends_its_report_armv8m(): second_stage_resets("mps2-an505")
def test_watchdog_resets_what_never_ends_its_report_lm3s6965(): second_stage_resets("lm3s6965evb")
def test_watchdog_leaves_the_living_alone_armv7m(): left_alone("mps2-an385", "CFLAGS_EXTRA=-DVOW_CONFIG_FAULT_RESET=1")
def test_watchdog_leaves_the_living_alone_lm3s6965(): left_alone("lm3s6965evb", "CFLAGS_EXTRA=-DVOW_CONFIG_FAULT_RESET=1")
def test_watchdog_leaves_the_living_alone_microbit(): left_alone("microbit", "CFLAGS_EXTRA=-DVOW_CONFIG_FAULT_RESET=1")
def test_watchdog_leaves_the_living_alone_rp2040(): left_alone("rpi-pico")
def test_watchdog_leaves_the_living_alone_native(): left_alone("native")


def test_watchdog_ends_what_leaves_no_turn_rp2040():
    """Its watchdog has no stage before the reset, at which the emulator ends; so the tick tells."""
    task = LATE_TICK % (47, 31)
    for kind, wanted in dict(CASES, t=CASES["t"].replace(NMI, task), m=CASES["m"].replace(NMI, task), i=STORM).items():
        status, text = console("rpi-pico", kind)
        expect(status == 1 and re.fullmatch(wanted, text), "%s: status %d: %s" % (kind, status, text))


def test_watchdog_ends_what_leaves_no_turn_hifive1():
    """It has no reset in QEMU. Without ticks in sleep there are some while a task runs."""
    for kind in "twm":
        status, text = console("hifive1", kind, "CFLAGS_EXTRA=-DVOW_CONFIG_TICKLESS=1")
        expect(status == 1 and re.fullmatch(CASES[kind].replace(NMI, LATE_ON_RISCV), text), "%s: status %d: %s" % (kind, status, text))


def test_watchdog_ends_what_leaves_no_turn_native():
    expected = {"t": "panic: the watchdog expired\nin task parse, awaited by main\n", "m": "panic: the watchdog expired\nin task spin\n",
                "i": "panic: the watchdog expired\nin task main\n",
                "w": "panic: watchdog: parse was not alive for 100 ms, it awaits the answer\n"}
    for kind, wanted in expected.items():
        status, text = console("native", kind)
        expect((status, text) == (1, wanted), "%s: status %d: %s" % (kind, status, text))


def test_endless_microtasks_are_named():
    """Without a watchdog, by VOW_CONFIG_MICROTASK_LIMIT; kept over the reset."""
    status, text = console("mps2-an385", "m", "CFLAGS_EXTRA=-DVOW_CONFIG_FAULT_RESET=1 -DVOW_CONFIG_MICROTASK_LIMIT=1000")
    before, mark, after = text.partition("before the reset:\n")
    form = r"panic: more microtasks than VOW_CONFIG_MICROTASK_LIMIT \(in spin, called at 0x[0-9a-f]{8}\)\n"
    expect(status == 3 and before == after and re.fullmatch(form, before), "status %d: %s" % (status, text))


if __name__ == "__main__":
    sys.exit(common.main(sys.modules[__name__]))
