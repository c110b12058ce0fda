#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Bytes through UART0 of an emulated board, in reads that random deadlines, cancels and races cut short: none is lost, doubled
or wrong. The host sends no more than the receive ring holds; the board compares (tests/uart). VOW_UART_BYTES says how many. Where QEMU's
UART knows a break some come with it, and must be told at their places.
tests/boards/uart.py [--list | NAME...], BOARD=NAME."""
import os
import selectors
import subprocess
import sys

TESTS = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
sys.dont_write_bytecode = True
sys.path[:0] = [os.path.join(TESTS, folder) for folder in ("checks", "runner")]
import boards  # noqa: E402
from common import LIMIT_S, ROOT, Failure, expect, main, make_path  # noqa: E402

BOARD = os.environ.get("BOARD") or "mps2-an385"
PROGRAM = ["BOARD=" + BOARD, "APP=uart-stream", "APP_SRCS=tests/uart/main.c"]
BYTES = int(os.environ.get("VOW_UART_BYTES") or "100000")
CREDIT, WINDOW = 32, 96   # tests/uart/main.c; the smallest receive ring has 128
BEHIND = 4096             # the last reads may want more than the last byte
# So many bytes are between two breaks. QEMU's 16550 (7.2) puts them into a FIFO that is off, and tells of an overrun when it has 16.
BREAK_EVERY = {"uart_pl011": 500, "uart_16550": BYTES // 15}
ESCAPE = b"\x01"          # of QEMU's multiplexer; with a "b" it is a break


def stream_byte(number):
    x = (number + 1) * 2654435761 & 0xFFFFFFFF
    x = (x ^ x >> 15) * 0x85EBCA6B & 0xFFFFFFFF
    x ^= x >> 13
    return {0: 10, 1: 13}.get(x % 17, (x >> 8 | 1) & 255)


def bytes_between_breaks(board):
    """0: it gets none."""
    if not board.command[0].endswith("/run-qemu.sh"):
        return 0
    return next((every for driver, every in BREAK_EVERY.items() if driver in board.folders), 0)


class Stream:
    def __init__(self, process, break_every):
        self.break_every = break_every
        self.process, self.sent, self.credit, self.breaks, self.said = process, 0, 0, 0, b""
        self.selector = selectors.DefaultSelector()
        self.selector.register(process.stdout, selectors.EVENT_READ)

    def hear(self):
        """What the board says next; false at its end."""
        if not self.selector.select(LIMIT_S):
            raise Failure("it is silent after %d bytes and %r" % (self.sent, self.said[-80:]))
        data = os.read(self.process.stdout.fileno(), 4096)
        self.said += data
        self.credit += data.count(b".")
        return data

    def send(self, data):
        try:
            self.process.stdin.write(data)
            self.process.stdin.flush()
        except BrokenPipeError:
            pass  # it has ended, and says why

    def send_all(self):
        while b"ready\n" not in self.said.replace(b"\r", b""):
            expect(self.hear(), "it ended before it was ready: %r" % self.said)
        self.send(b"%d %d\n" % (BYTES, self.break_every))
        while b" cut\n" not in self.said:
            self.send_some()
            if not self.hear():
                break

    def send_some(self):
        """Up to the next break. That comes when the board has heard all before it, and says so."""
        if self.said.count(b"!") > self.breaks:
            self.send(ESCAPE + b"b")
            self.breaks += 1
        count = min([self.credit * CREDIT + WINDOW, BYTES + BEHIND]
                    + [(self.breaks + 1) * self.break_every] * bool(self.break_every)) - self.sent
        data = bytes(stream_byte(self.sent + i) for i in range(count))
        self.send(data.replace(ESCAPE, 2 * ESCAPE) if self.break_every else data)
        self.sent += count


def bytes_are_the_same():
    elf = make_path("print-elf", *PROGRAM)
    board = boards.board(BOARD)
    break_every = bytes_between_breaks(board)
    environment = dict(os.environ, SERIAL="stdio", **{"SERIAL_MUX": "1"} if break_every else {})
    with subprocess.Popen(board.command + [elf], stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=ROOT,
                          env=environment) as process:
        try:
            stream = Stream(process, break_every)
            stream.send_all()
            last = stream.said.split(b"\n")[-2].decode()
            print(last)
            expect(process.wait(LIMIT_S) == 0, "status %s, %s" % (process.returncode, last))
            words = last.split()
            expect(int(words[0]) >= BYTES and words[2] == words[4] == "0", last)
            expect(not break_every or int(words[6]) in (BYTES // break_every - 1, BYTES // break_every), "breaks are missing: " + last)
            expect(int(words[8]) > BYTES // 1000, "hardly anything was cut short: " + last)
        finally:
            process.terminate()


# native has a million in its behaviour tests.
if BOARD != "native":
    def test_bytes_through_random_cuts_are_the_same():
        os.chdir(ROOT)
        bytes_are_the_same()


if __name__ == "__main__":
    sys.exit(main(sys.modules[__name__]))
