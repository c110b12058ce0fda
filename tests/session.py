#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Drives examples/session over a socket as a person would, and through a pipe. Whole lines are compared.

tests/session.py [--list | NAME...]     BOARD=NAME chooses the emulated board (mps2-an385).
Prints `ok NAME` or `not ok NAME: reason` for each test; status 1 if one failed.
Limits are there to end a hang, never to measure: time in the guest is counted in instructions (-icount)."""

import os
import re
import socket
import subprocess
import sys
import tempfile
import time
import traceback

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
sys.path.insert(0, ROOT + "/tests/runner")
import boards  # noqa: E402

BOARD = os.environ.get("BOARD") or "mps2-an385"
if BOARD == "native":
    BOARD = "mps2-an385"
LIMIT_S = 180
ICOUNT = "-icount shift=0,sleep=off"
CTRL_C, CTRL_D = "\x03", "\x04"


class Failure(Exception):
    pass


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


def environment(**more):
    return dict(os.environ, MAKEFLAGS="", MAKELEVEL="0", **more)


def make_run(board, **variables):
    """The command that a person types."""
    assignments = [f"{name}={value}" for name, value in variables.items()]
    return ["make", "-s", "--no-print-directory", "run", f"BOARD={board}", "APP=session", f"TIMEOUT={LIMIT_S}"] + assignments


class Session:
    def __enter__(self):
        self.folder = tempfile.TemporaryDirectory()
        path = os.path.join(self.folder.name, "uart")
        self.process = subprocess.Popen(make_run(BOARD, SERIAL="unix:" + path, QEMU_EXTRA=ICOUNT), cwd=ROOT,
                                        stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                                        env=environment())
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


def same(what, got, wanted):
    if got != wanted:
        raise Failure(f"{what}: got {got!r}, wanted {wanted!r}")


def piped(text, board=BOARD, **variables):
    """The lines that `printf TEXT | make run` prints."""
    run = subprocess.run(make_run(board, **variables), cwd=ROOT, input=text.encode(), stdout=subprocess.PIPE,
                         stderr=subprocess.PIPE, timeout=2 * LIMIT_S, env=environment())
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


VALUES = [f"value {n}" for n in range(1, 7)] + ["All done!"]
SLEEPS = ["sleep 10 done at 10 ms", "sleep 20 done at 20 ms", "sleep 30 done at 30 ms", "all: 30 10 20"]


def test_banner(session):
    session.expect("Vow " + open(os.path.join(ROOT, "VERSION")).read().strip() + " on " + BOARD)
    session.expect("type help for the commands; quit ends the session")
    banner = session.terminal.lines[1:3]
    for line, form in zip(banner, [r"\d+ bytes of flash and \d+ of RAM used", r"\d+ tasks and \d+ promises free"]):
        if not re.fullmatch(form, line):
            raise Failure(f"{line!r} is not {form}")
    session.quit()


def test_values(session):
    session.expect(*VALUES)
    session.quit()


def test_echo(session):
    session.command("echo one two  three", "one two  three")
    session.quit()


def test_commands_run_at_once(session):
    session.send("sleep 90\nsleep 30\nsleep 60\n")
    session.expect("sleep 30 done at 30 ms", "sleep 60 done at 60 ms", "sleep 90 done at 90 ms")
    session.quit()


def test_all(session):
    session.command("all 30 10 20", *SLEEPS)
    session.command("all 30 -10", "sleep -10 failed at 10 ms", "all: SleepError: a sleep of less than 0 ms",
                    "sleep 30 done at 30 ms")
    session.quit()


def test_race(session):
    session.command("race 30 10 20", "sleep 10 done at 10 ms", "race: 10 won", "sleep 20 done at 20 ms",
                    "sleep 30 done at 30 ms")
    session.quit()


def test_any(session):
    session.command("any 30 -10 20", "sleep -10 failed at 10 ms", "sleep 20 done at 20 ms",
                    "any: 20 was the first without a failure", "sleep 30 done at 30 ms")
    session.command("any -10", "any: AggregateError: every promise was rejected")
    session.quit()


def test_settled(session):
    session.command("settled 20 -10", "settled: 20 fulfilled",
                    "settled: -10 rejected: SleepError: a sleep of less than 0 ms")
    session.quit()


def test_retry(session):
    session.command("retry 3", "retry: attempt 1: FlakyError: not yet", "retry: attempt 2: FlakyError: not yet",
                    "retry: attempt 3 succeeded")
    session.quit()


def test_fail(session):
    session.command("fail", "fail: caught FailError: this was to be expected")
    session.quit()


def test_oops(session):
    session.command("oops", "unhandled rejection in oops: OopsError: nobody catches this")
    session.command("echo still here", "still here")
    session.quit()


def test_count(session):
    session.command("count 3 10", "count 1", "count 2", "count 3", "count: finally", "count: the loop has ended")
    session.quit()


def counts_after_finally(session):
    lines = session.terminal.lines
    return [line for line in lines[lines.index("count: finally"):] if re.fullmatch(r"count \d+", line)]


def test_stop(session):
    session.command("count 100000 10", "count 2")
    session.command("stop", "count: finally", "count: the loop has ended")
    session.command("stop", "stop: nothing counts")
    session.quit()
    same("counted on", counts_after_finally(session), [])


def test_ctrl_c(session):
    session.command("count 100000 10", "count 2")
    session.send("half a li" + CTRL_C)
    session.expect("> half a li^C", "count: finally", "count: the loop has ended")
    session.quit()
    same("counted on", counts_after_finally(session), [])


def test_backspace(session):
    session.send("ecgo\b\bho herr\x7f\x7fllo\r")
    session.expect("> echo hello", "hello")
    session.send("\b\b\x7fecho again\r\n")
    session.expect("> echo again", "again")
    session.quit()


def test_messages(session):
    session.command("nonsense 1 2", "there is no command 'nonsense': type help")
    session.command("sleep 1x", "sleep: '1x' is not a number from 0 to 86400000")
    session.command("sleep 99999999999", "sleep: '99999999999' is not a number from 0 to 86400000")
    session.command("sleep -1", "sleep: '-1' is not a number from 0 to 86400000")
    session.command("sleep", "usage: sleep MS")
    session.command("count 1 2 3", "usage: count N MS")
    session.command("all 1 2 3 4 5 6 7 8 9", "usage: all MS MS ...")
    session.send("   \n")
    session.quit()


def test_long_line(session):
    session.send("echo " + "x" * 67 + "\n")
    session.expect("x" * 67)
    session.send("echo " + "x" * 68 + "\n")
    session.expect("that line is too long: 73 characters, at most 72 can be read; nothing was done")
    session.send("echo " + "y" * 70 + "\b" * 4 + "z\n")
    session.expect("y" * 66 + "z")
    session.quit()


def test_ps(session):
    session.send("sleep 60000\nps\n" + CTRL_D)
    session.expect("> ps", "task           state    awaits               stack used")
    for row in ["heartbeat +waiting  sleep", "values +waiting  a generator", "delayed_values +waiting  a derived promise",
                "sleep +waiting  sleep", "ps +running  -", "typed_lines +waiting  next\\(\\)", "main +ready    -",
                "loop(?:, handlers)? +-        -"]:
        line = wait_for(session, row + r" +(\d+) of (\d+)")
        if not 0 < int(line[1]) < int(line[2]):
            raise Failure(f"stack used: {line[0]}")
    wait_for(session, r"heartbeat: \d+ beats")
    session.expect("sleep 60000 done at 60000 ms", "bye")
    same("status", session.end(), 0)


def wait_for(session, form):
    """Waits for a whole line of this form, anywhere behind the last one expected."""
    while True:
        for line in session.terminal.lines[session.position:]:
            match = re.fullmatch(form, line)
            if match:
                return match
        if not session.open:
            raise Failure(f"the session ended without {form}")
        session.receive()


def test_mem(session):
    session.command("mem")
    for form in [r"promises  \d+ of \d+ free", r"records   \d+ of \d+ free", r"stacks    \d+ of \d+ free",
                 r"flash     \d+ of \d+ bytes used", r"RAM       \d+ of \d+ bytes used"]:
        wait_for(session, form)
    session.quit()


def test_help(session):
    session.command("help")
    for name in "help echo sleep count stop values all race any settled retry fail oops ps mem quit".split():
        wait_for(session, name + " .*")
    session.quit()


def test_lines_stay_whole(session):
    counts = 3 if boards.board(BOARD).ram_bytes <= 16384 else 8     # at once: it has room for them
    session.expect(*VALUES)
    session.send("".join(f"count 30 {n}\n" for n in range(1, counts + 1)) + "help\nhelp\n")
    session.quit()
    typed = re.compile(r"> (count 30 \d|help|quit)")
    printed = re.compile(r"count [1-9]\d?|count: finally|count: the loop has ended|[a-z]+ +[A-Z. ]* .+|bye|")
    rest = session.terminal.lines[session.terminal.lines.index("All done!") + 1:]
    same("cut lines", [line for line in rest if not typed.fullmatch(line) and not printed.fullmatch(line)], [])
    for n in range(1, 31):
        same(f"count {n}", rest.count(f"count {n}"), counts)


def test_quit_waits(session):
    session.send("sleep 400\nquit\n")
    session.expect("> quit", "sleep 400 done at 400 ms", "All done!", "bye")
    same("status", session.end(), 0)


def test_pipe():
    lines = piped("echo hello\nall 30 10 20\nquit\n", QEMU_EXTRA=ICOUNT)
    in_order(lines, "> echo hello", "hello", *SLEEPS, "bye")
    in_order(lines, *VALUES, "bye")
    same("last line", lines[-1], "bye")


def test_end_of_pipe():
    lines = piped("echo hello\nall 30 10 20", QEMU_EXTRA=ICOUNT)
    in_order(lines, "hello", *SLEEPS, "bye")


def test_empty_pipe():
    in_order(piped("", QEMU_EXTRA=ICOUNT), *VALUES, "bye")


def test_native_transcript():
    lines = piped("echo hello\nall 30 10 20\nquit\n", "native", NATIVE_CLOCK="virtual")
    same("transcript", lines[2:], ["type help for the commands; quit ends the session", "> echo hello", "hello",
                                   "> all 30 10 20", "> quit", *SLEEPS, *VALUES, "bye"])


TESTS = {"session-" + name[5:].replace("_", "-"): body for name, body in list(globals().items())
         if name.startswith("test_")}


def run(name):
    body = TESTS[name]
    try:
        if body.__code__.co_argcount:
            with Session() as session:
                body(session)
        else:
            body()
    except Failure as failure:
        return str(failure)
    except Exception:               # a defect of this script is a failure too
        return traceback.format_exc().replace("\n", " | ")
    return None


def main(arguments):
    if arguments == ["--list"]:
        print("\n".join(TESTS))
        return 0
    failures = 0
    for name in arguments or TESTS:
        reason = run(name) if name in TESTS else "there is no such test"
        failures += reason is not None
        print(f"ok {name}" if reason is None else f"not ok {name}: {reason}", flush=True)
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
