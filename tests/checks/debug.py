#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""`make debug` with gdb, one board for each architecture: a breakpoint, a variable, and backtraces that end where a stack begins."""
import os
import re
import shlex
import socket
import subprocess
import sys

import common
from common import expect

sys.path.insert(0, os.path.join(common.ROOT, "tests/runner"))
import boards  # noqa: E402

LIMIT_S = 60
FRAME = re.compile(r"^(?:\(gdb\) )*#\d+ +(?:0x[0-9a-f]+ in )?(<[^>]*>|\w+)", re.M)
SETUP = ["set pagination off", "set width 0", "set confirm off", "set backtrace past-main on"]
SESSION = ["break main", "{start}", "next", "print from", "echo <main>\\n", "backtrace",
           "break vow_sleep_ms", "continue", "echo <sleep>\\n", "backtrace",
           "delete", "break {switch}", "continue", "delete", "source tests/checks/debug_switch.gdb"]
# One that interrupts the loop asleep: QEMU 7.2 does not tell gdb PSP, so what a task of a Cortex-M did cannot be seen from there.
INTERRUPT = ["break {handler} if $_any_caller_is(\"vow_loop_run\", 6)", "continue", "echo <interrupt>\\n", "backtrace"]


def free_port():
    with socket.socket() as one:
        one.bind(("localhost", 0))
        return one.getsockname()[1]


def gdb_output(board, commands):
    """What gdb prints when it is started as `make debug` says, and given these commands."""
    make = ["make", "-s", "--no-print-directory", "BOARD=" + board, "APP=countdown"]
    common.make(*make[3:])
    commands = SETUP + commands + ["kill", "quit"]
    if board == "native":
        done = subprocess.run(make + ["debug"], input="\n".join(commands) + "\n", stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                              text=True, timeout=LIMIT_S, cwd=common.ROOT)
        return done.stdout
    guest = subprocess.Popen(make + ["debug", "GDB_PORT=%d" % free_port(), "TIMEOUT=%d" % LIMIT_S],
                             stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, text=True, cwd=common.ROOT)
    command = shlex.split(guest.stdout.readline().partition(": ")[2])
    expect(command[:1] == ["gdb-multiarch"], "make debug did not say how to start gdb")
    try:
        # gdb tries again until the port is open.
        done = common.run(command[:1] + ["-batch", "-nx"] + command[1:] + [w for c in commands for w in ("-ex", c)], LIMIT_S)
    finally:
        guest.communicate()
    return done.stdout


def check(board, handler=None, origin="vow_reset_handler", switch="vow_arch_switch", start="continue", first=("vow_arch_task_start_",)):
    """origin: the frame in which the program begins; first: those in which a task does."""
    commands = [c.format(switch=switch, handler=handler, start=start)
                for c in SESSION + (INTERRUPT if handler else [])]
    output = gdb_output(board, commands)
    parts = dict(zip(*[iter(re.split(r"^(?:\(gdb\) )*<(\w+)>$", output, flags=re.M)[1:])] * 2))
    frames = {name: FRAME.findall(text) for name, text in parts.items()}
    task = ["vow_task_main_"] + list(first)
    try:
        expect("$1 = 3" in output.splitlines() or "(gdb) $1 = 3" in output.splitlines(), "the variable was not printed")
        expect("Backtrace stopped" not in output, "a backtrace did not end")
        expect(frames["main"] == ["main", "run_main"] + task, "main's frames are %s" % frames["main"])
        sleep = ["vow_sleep_ms", "countdown", "vow_generator_main_"] + task
        expect(frames["sleep"] == sleep, "the generator's frames are %s" % frames["sleep"])
        for name, end in (("leaving", sleep), ("entering", ["main", "run_main"] + task)):
            each = re.split(r"^(?=(?:\(gdb\) )*#0 )", parts[name], flags=re.M)[1:]
            expect(len(each) >= (3 if name == "leaving" else 1), "%d backtraces while %s a stack" % (len(each), name))
            for one in each:
                seen = FRAME.findall(one)
                expect(seen[0] == switch and seen[-len(end):] == end, "%s a stack, the frames are %s" % (name, seen))
        if handler:
            expect(frames["interrupt"][:2] == [handler, "<signal handler called>"] and frames["interrupt"][-1] == origin,
                   "a handler's frames are %s" % frames["interrupt"])
    except (common.Failure, KeyError):
        print(output)
        raise


def test_native():
    check("native", switch="vow_native_switch_", start="run", first=["vow_native_task_start_", "vow_arch_task_start_"])


def test_armv6m():
    check("microbit", "vow_irq8_handler")


def test_armv6m_in_rp2040js():
    check("rpi-pico", "vow_irq0_handler")


def test_armv7m():
    check("mps2-an385", "vow_systick_handler")


def test_armv7m_with_fpu():
    check("mps2-an500", "vow_systick_handler")


def test_armv8m():
    check("mps2-an505", "vow_systick_handler")


def test_rv32():
    check("qemu-riscv32-virt", "vow_mtimer_handler", "vow_reset")


def test_rv64():
    check("qemu-riscv64-virt", "vow_mtimer_handler", "vow_reset")


def test_every_emulated_board():
    wrong, debugged = [], 0
    for board in boards.all_names():
        if "--debug" in boards.board(board).debugger:
            debugged += 1
            output = gdb_output(board, [c.format(start="continue") for c in SESSION[:4]])
            if "$1 = 3" not in output.splitlines():
                print(output)
                wrong.append(board)
    expect(debugged >= 10, "%d boards have a debugger" % debugged)
    expect(not wrong, "no breakpoint at main on " + ", ".join(wrong))


if __name__ == "__main__":
    sys.exit(common.main(sys.modules[__name__]))
