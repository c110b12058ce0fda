#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""server.py COMMAND...: starts the command, which runs the firmware with its UART on standard input and output, and is the other end
of the line. A request is "GET n"; its answer is "n text". Three requests are answered at a time, the newest one
first, so that answers come out of order. Everything that the firmware prints is shown."""
import subprocess
import sys

TEXTS = ["contents", "a promise", "an interrupt", "a task", "a stack", "a deadline", "a group", "the end"]
HELD = 3

firmware = subprocess.Popen(sys.argv[1:], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)


def answer(text):
    try:
        firmware.stdin.write(text)
        firmware.stdin.flush()
    except BrokenPipeError:
        pass  # it has what it wanted, and is gone; what it has printed is still to be shown


asked, waiting = 0, []
for line in firmware.stdout:
    print(line, end="", flush=True)
    if not line.startswith("GET "):
        continue
    asked += 1
    waiting.append(int(line.split()[1]))
    if len(waiting) == HELD or asked == len(TEXTS):
        answer("".join("%d %s\n" % (number, TEXTS[number]) for number in reversed(waiting)))
        waiting.clear()
sys.exit(firmware.wait())
