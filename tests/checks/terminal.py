# SPDX-License-Identifier: MIT
"""A person at the terminal of examples/session: over a socket, or through a pipe.
Limits are there to end a hang, never to measure: time in the guest is counted in instructions (-icount)."""
import os
import re
import socket
import subprocess
import tempfile
import time

from common import ROOT, Failure, same

LIMIT_S = 180
ICOUNT = "-icount shift=0,sleep=off"


class Terminal:
    """What a person sees: the finished lines, and the one that is being written."""

    def __init__(self):
        self.lines, self.current, self.raw = [], "", ""

    def feed(self, text):
        self.raw += text
        while self.raw:
            if self.raw.startswith("\r\x1b[K"):
                self.current, self.raw = "", self.raw[4:]
            elif self.raw.startswith("\r\n"):
                self.lines.append(self.current)
                self.current, self.raw = "", self.raw[2:]
            elif self.raw[0] == "\r" and len(self.raw) < 4 and "\r\x1b[K".startswith(self.raw):
                return
            elif self.raw[0] == "\b":
                self.current, self.raw = self.current[:-1], self.raw[1:]
            elif self.raw.startswith(" \b"):
                self.raw = self.raw[2:]
            elif self.raw == " ":
                self.current, self.raw = self.current + " ", ""
            else:
                self.current, self.raw = self.current + self.raw[0], self.raw[1:]


def make_run(board, **variables):
    """The command that a person types."""
    assignments = [f"{name}={value}" for name, value in variables.items()]
    return ["make", "-s", "--no-print-directory", "run", f"BOARD={board}", "APP=session", f"TIMEOUT={LIMIT_S}"] + assignments


class Session:
    """The demo on a board, its UART a socket."""

    def __init__(self, board):
        self.board = board

    def __enter__(self):
        self.folder = tempfile.TemporaryDirectory()
        path = os.path.join(self.folder.name, "uart")
        self.process = subprocess.Popen(make_run(self.board, SERIAL="unix:" + path, QEMU_EXTRA=ICOUNT), cwd=ROOT,
                                        stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
        self.socket = socket.socket(socket.AF_UNIX)
        self.deadline = time.monotonic() + LIMIT_S
        self.connect(path)
        self.terminal, self.position, self.open = Terminal(), 0, True
        return self

    def connect(self, path):
        while True:
            try:
                return self.socket.connect(path)
            except OSError:
                if self.process.poll() is not None or time.monotonic() > self.deadline:
                    raise Failure("the board did not start: " + self.process.stdout.read().decode())
                time.sleep(0.01)        # there is nothing to wait on but the file

    def __exit__(self, *exception):
        self.socket.close()
        if self.process.poll() is None:
            self.process.terminate()
        self.process.stdout.close()
        self.process.wait()
        self.folder.cleanup()

    def send(self, text):
        self.socket.sendall(text.encode())

    def receive(self):
        self.socket.settimeout(max(0.1, self.deadline - time.monotonic()))
        try:
            data = self.socket.recv(4096)
        except ConnectionResetError:
            data = b""
        except socket.timeout:
            raise Failure("nothing more came; the last lines are " + repr(self.terminal.lines[-5:])) from None
        self.open = self.open and bool(data)
        self.terminal.feed(data.decode())

    def expect(self, *wanted):
        """Waits for these whole lines, in this order, with any other lines between them."""
        for line in wanted:
            while line not in self.terminal.lines[self.position:]:
                if not self.open:
                    raise Failure(f"the session ended without {line!r}; after {self.terminal.lines[self.position:]}")
                self.receive()
            self.position += self.terminal.lines[self.position:].index(line) + 1

    def matching(self, form):
        """Waits for a whole line of this form, anywhere behind the last one expected."""
        while True:
            for line in self.terminal.lines[self.position:]:
                match = re.fullmatch(form, line)
                if match:
                    return match
            if not self.open:
                raise Failure(f"the session ended without {form}")
            self.receive()

    def command(self, line, *wanted):
        self.send(line + "\n")
        self.expect("> " + line, *wanted)

    def end(self):
        """Waits for the end; returns the exit status."""
        while self.open:
            self.receive()
        return self.process.wait(LIMIT_S)

    def quit(self):
        self.command("quit", "bye")
        same("status", self.end(), 0)


def piped(text, board, **variables):
    """The lines that `printf TEXT | make run` prints."""
    run = subprocess.run(make_run(board, **variables), cwd=ROOT, input=text.encode(), stdout=subprocess.PIPE,
                         stderr=subprocess.PIPE, timeout=2 * LIMIT_S)
    same("status", run.returncode, 0)
    terminal = Terminal()
    terminal.feed(run.stdout.decode())
    same("unfinished line", terminal.current, "")
    return terminal.lines


def in_order(lines, *wanted):
    position = 0
    for line in wanted:
        if line not in lines[position:]:
            raise Failure(f"{line!r} is not among {lines[position:]}")
        position += lines[position:].index(line) + 1
