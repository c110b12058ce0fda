#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Drives examples/session as a person would. Whole lines are compared.
tests/checks/session.py [--list | NAME...]; BOARD=NAME chooses the emulated board (mps2-an385)."""
import functools
import os
import re
import sys

from common import ROOT, Failure, main, read, same
from terminal import ICOUNT, Session, in_order, piped

sys.path.insert(0, os.path.join(ROOT, "tests/runner"))
import boards  # noqa: E402

BOARD = os.environ.get("BOARD") or "mps2-an385"
CTRL_C, CTRL_D = "\x03", "\x04"
VALUES = [f"value {n}" for n in range(1, 7)] + ["All done!"]
SLEEPS = ["sleep 10 done at 10 ms", "sleep 20 done at 20 ms", "sleep 30 done at 30 ms", "all: 30 10 20"]


def typed(test):
    @functools.wraps(test)
    def run():
        with Session(BOARD) as session:
            test(session)
    return run


@typed
def test_banner(session):
    session.expect("Vow " + read("VERSION").strip() + " on " + BOARD)
    session.matching(r"\d+ bytes of flash and \d+ of RAM used")
    session.matching(r"\d+ tasks and \d+ promises free")
    session.expect("type help for the commands; quit ends the session")
    session.quit()


@typed
def test_values(session):
    session.expect(*VALUES)
    session.quit()


@typed
def test_echo(session):
    session.command("echo one two  three", "one two  three")
    session.quit()


@typed
def test_commands_run_at_once(session):
    session.send("sleep 90\nsleep 30\nsleep 60\n")
    session.expect("sleep 30 done at 30 ms", "sleep 60 done at 60 ms", "sleep 90 done at 90 ms")
    session.quit()


@typed
def test_all(session):
    session.command("all 30 10 20", *SLEEPS)
    session.command("all 30 -10", "sleep -10 failed at 10 ms", "all: SleepError: a sleep of less than 0 ms",
                    "sleep 30 done at 30 ms")
    session.quit()


@typed
def test_race(session):
    session.command("race 30 10 20", "sleep 10 done at 10 ms", "race: 10 won", "sleep 20 done at 20 ms",
                    "sleep 30 done at 30 ms")
    session.quit()


@typed
def test_any(session):
    session.command("any 30 -10 20", "sleep -10 failed at 10 ms", "sleep 20 done at 20 ms",
                    "any: 20 was the first without a failure", "sleep 30 done at 30 ms")
    session.command("any -10", "any: AggregateError: every promise was rejected")
    session.quit()


@typed
def test_settled(session):
    session.command("settled 20 -10", "settled: 20 fulfilled",
                    "settled: -10 rejected: SleepError: a sleep of less than 0 ms")
    session.quit()


@typed
def test_retry(session):
    session.command("retry 3", "retry: attempt 1: FlakyError: not yet", "retry: attempt 2: FlakyError: not yet",
                    "retry: attempt 3 succeeded")
    session.quit()


@typed
def test_fail(session):
    session.command("fail", "fail: caught FailError: this was to be expected")
    session.quit()


@typed
def test_oops(session):
    session.command("oops", "unhandled rejection in oops: OopsError: nobody catches this")
    session.command("echo still here", "still here")
    session.quit()


@typed
def test_count(session):
    session.command("count 3 10", "count 1", "count 2", "count 3", "count: finally", "count: the loop has ended")
    session.quit()


def counts_after_finally(session):
    lines = session.terminal.lines
    return [line for line in lines[lines.index("count: finally"):] if re.fullmatch(r"count \d+", line)]


@typed
def test_stop(session):
    session.command("count 100000 10", "count 2")
    session.command("stop", "count: finally", "count: the loop has ended")
    session.command("stop", "stop: nothing counts")
    session.quit()
    same("counted on", counts_after_finally(session), [])


@typed
def test_ctrl_c(session):
    session.command("count 100000 10", "count 2")
    session.send("half a li" + CTRL_C)
    session.expect("> half a li^C", "count: finally", "count: the loop has ended")
    session.quit()
    same("counted on", counts_after_finally(session), [])


@typed
def test_backspace(session):
    session.send("ecgo\b\bho herr\x7f\x7fllo\r")
    session.expect("> echo hello", "hello")
    session.send("\b\b\x7fecho again\r\n")
    session.expect("> echo again", "again")
    session.quit()


@typed
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


@typed
def test_long_line(session):
    session.send("echo " + "x" * 67 + "\n")
    session.expect("x" * 67)
    session.send("echo " + "x" * 68 + "\n")
    session.expect("that line is too long: 73 characters, at most 72 can be read; nothing was done")
    session.send("echo " + "y" * 70 + "\b" * 4 + "z\n")
    session.expect("y" * 66 + "z")
    session.quit()


@typed
def test_ps(session):
    session.send("sleep 60000\nps\n" + CTRL_D)
    session.expect("> ps", "task           state    awaits               stack used")
    for row in ["heartbeat +waiting  sleep", "values +waiting  a generator", "delayed_values +waiting  a derived promise",
                "sleep +waiting  sleep", "ps +running  -", "typed_lines +waiting  next\\(\\)", "main +ready    -",
                "loop(?:, handlers)? +-        -"]:
        line = session.matching(row + r" +(\d+) of (\d+)")
        if not 0 < int(line[1]) < int(line[2]):
            raise Failure(f"stack used: {line[0]}")
    session.matching(r"heartbeat: \d+ beats")
    session.expect("sleep 60000 done at 60000 ms", "bye")
    same("status", session.end(), 0)


@typed
def test_mem(session):
    session.command("mem")
    for form in [r"promises  \d+ of \d+ free", r"records   \d+ of \d+ free", r"stacks    \d+ of \d+ free",
                 r"flash     \d+ of \d+ bytes used", r"RAM       \d+ of \d+ bytes used"]:
        session.matching(form)
    session.quit()


@typed
def test_help(session):
    session.command("help")
    for name in "help echo sleep count stop values all race any settled retry fail oops ps mem quit".split():
        session.matching(name + " .*")
    session.quit()


@typed
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


@typed
def test_quit_waits(session):
    session.send("sleep 400\nquit\n")
    session.expect("> quit", "sleep 400 done at 400 ms", "All done!", "bye")
    same("status", session.end(), 0)


def test_pipe():
    lines = piped("echo hello\nall 30 10 20\nquit\n", BOARD, QEMU_EXTRA=ICOUNT)
    in_order(lines, "> echo hello", "hello", *SLEEPS, "bye")
    in_order(lines, *VALUES, "bye")
    same("last line", lines[-1], "bye")


def test_end_of_pipe():
    lines = piped("echo hello\nall 30 10 20", BOARD, QEMU_EXTRA=ICOUNT)
    in_order(lines, "hello", *SLEEPS, "bye")


def test_empty_pipe():
    in_order(piped("", BOARD, QEMU_EXTRA=ICOUNT), *VALUES, "bye")


def test_native_transcript():
    lines = piped("echo hello\nall 30 10 20\nquit\n", "native", NATIVE_CLOCK="virtual")
    same("transcript", lines[2:], ["type help for the commands; quit ends the session", "> echo hello", "hello",
                                   "> all 30 10 20", "> quit", *SLEEPS, *VALUES, "bye"])


if __name__ == "__main__":
    sys.exit(main(sys.modules[__name__]))
