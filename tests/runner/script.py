# SPDX-License-Identifier: MIT
"""A test that is a script."""
import glob
import os
import re
import subprocess

from report import SCRIPT_LIMIT_S, lines_of, report


def scripts():
    """Those that run once: tests/*.sh, tests/checks."""
    return [Script(p, "script") for p in runnable("tests/*.sh", "tests/checks/*.*")]


def scripts_of(board):
    """Those that run once for each board (tests/boards), which the environment names."""
    return [Script(p, board) for p in runnable("tests/boards/*.py")]


def runnable(*patterns):
    return [p for p in sorted(p for pattern in patterns for p in glob.glob(pattern)) if os.access(p, os.X_OK)]


class Script:
    """It prints its tests' names with --list, and "ok NAME" or "not ok NAME: reason" without."""

    def __init__(self, path, place):
        self.path, self.name = path, place + "/" + os.path.splitext(os.path.basename(path))[0]
        self.library = self.name
        self.environment = dict(os.environ, **{} if place == "script" else {"BOARD": place})
        listed = subprocess.run([path, "--list"], env=self.environment, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, text=True)
        self.tests = listed.stdout.split() if listed.returncode == 0 else ["(no names)"]
        self.wanted = list(range(len(self.tests)))

    def full(self, number):
        return self.name + "/" + self.tests[number]

    def run(self, folder):
        """What it builds goes into the folder."""
        names = [self.tests[i] for i in self.wanted]
        process = subprocess.Popen(["timeout", "-k", "1", str(SCRIPT_LIMIT_S), self.path] + names, env=dict(self.environment, BUILD=folder),
                                   stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
        missing, details = list(names), []
        for line in lines_of(process):
            match = re.match(r"(not )?ok ([^\s:]+)(?:: (.*))?$", line or "")
            if not match or match.group(2) not in missing:
                details.append(line if line is not None else "(silent)")
                continue
            missing.remove(match.group(2))
            report(self.name + "/" + match.group(2), (match.group(3) or "failed") if match.group(1) else None, details)
            details = []
        status = process.wait()
        for name in missing:
            report(self.name + "/" + name, "no result (status %d)" % status, details[-40:])
            details = []
