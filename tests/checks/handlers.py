#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""What handlers may not call: each function whose @context has neither isr nor any looks whether a handler runs, before it does anything,
and tests/handlers calls it in one."""
import os
import re
import sys

from common import ROOT, expect, files, main, read

sys.path.insert(0, os.path.join(ROOT, "tools"))
import cancellation  # noqa: E402

LOOKS = r"(?:VOW_)?NOT_IN_HANDLER(?:_NOR_CALLEE)?_?\(\)"
# How drivers begin: each has its own, on its own board.
OF_A_DRIVER = re.compile(r"vow_(uart|pin|oneshot|tick|gpio|watchdog|timer_nrf51)_\w*(open|setup|start|run|init|share|let_go)$")
# A loop that is run in a handler is at home there.
AT_HOME = {"vow_loop_poll"}


def not_for_handlers():
    """The functions for tasks, with the header of each. Hooks and what a board defines are called by others."""
    for entry in cancellation.entries(os.path.join(ROOT, "include/vow")):
        context = re.search(r"@context\s+(.*?)(?=@\w|$)", re.sub(r"\s*\n \*\s*", " ", entry.block), re.S)
        words = context.group(1) if context else ""
        if (entry.name.startswith("vow_") and not entry.name.startswith(("vow_hook_", "vow_board_")) and entry.name not in AT_HOME
                and re.search(r"\btask\b", words) and not re.search(r"\b(isr|any)\b", words)):
            yield entry


def bodies():
    """{name: what begins the body} of the functions of core, the drivers and the headers."""
    found = {}
    for path in files("core", "drivers", "include", ends=(".c", ".h")):
        for name, body in re.findall(r"^(?![ #*/])[^;{}=\n]*?\b(vow_\w+)\([^;{}]*\)\s*\{\s*([^\n]*)", read(path), re.M):
            found.setdefault(name, []).append(body)
    return found


def test_functions_for_tasks_look_whether_a_handler_runs():
    defined = bodies()
    wrong = ["%s (%s)" % (entry.name, entry.header) for entry in not_for_handlers()
             if not defined.get(entry.name) or not all(re.match(LOOKS, body) for body in defined[entry.name])]
    expect(not wrong, "these do not: " + ", ".join(wrong))


def test_functions_for_tasks_are_called_in_a_handler():
    called = set(re.findall(r"CALL\((\w+)", "".join(read(path) for path in files("tests/handlers"))))
    wanted = {entry.name for entry in not_for_handlers() if not OF_A_DRIVER.match(entry.name)}
    missing = sorted(wanted - called)
    expect(not missing, "not called: " + ", ".join(missing))


if __name__ == "__main__":
    sys.exit(main(sys.modules[__name__]))
