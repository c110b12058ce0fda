# SPDX-License-Identifier: MIT
"""What the checks share: tests are functions named test_NAME; --list, selection by name, "ok NAME" lines."""
import os
import subprocess
import sys

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
LIMIT_S = 360  # ends a hang; a loaded machine with two slow cores must not reach it
BOARDS = {"native": "native", "mps2-an385": "armv7m"}  # board: architecture


class Failure(Exception):
    pass


def expect(condition, reason):
    if not condition:
        raise Failure(reason)


def same(what, got, wanted):
    expect(got == wanted, "%s: got %r, wanted %r" % (what, got, wanted))


# Time in the guest is counted in instructions: it does not depend on what else this machine does. (Without it the ticks of QEMU's microbit
# now and then never begin on a busy machine.)
COUNTED = dict(os.environ, QEMU_EXTRA="-icount shift=0,sleep=off")


def run(command, timeout_s=LIMIT_S, env=None):
    """The finished process, standard error in its output."""
    return subprocess.run(command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
                          timeout=timeout_s, env=env, cwd=ROOT, errors="replace")


def make(*arguments):
    """The output of make; a failure or a warning fails the test."""
    done = run(["make", "-s", "--no-print-directory", "-j2"] + list(arguments), 2 * LIMIT_S)
    if done.returncode or "warning:" in done.stdout:
        print(done.stdout)
        raise Failure("make %s: status %d or a warning" % (" ".join(arguments), done.returncode))
    return done.stdout


def make_path(goal, *arguments):
    make(*arguments, goal.replace("print-elf", "image").replace("print-lib", "lib"))
    return os.path.join(ROOT, make(*arguments, goal).strip().splitlines()[-1])


def read(path):
    with open(os.path.join(ROOT, path), encoding="utf-8") as f:
        return f.read()


def files(*folders, ends=("",)):
    """Paths below folders, relative to the root, without what was built."""
    for folder in folders:
        for place, names, found in os.walk(os.path.join(ROOT, folder)):
            names[:] = sorted(n for n in names if n not in ("build", ".git", "__pycache__"))
            for name in sorted(found):
                if name.endswith(ends):
                    yield os.path.relpath(os.path.join(place, name), ROOT)


def main(module):
    tests = {n[5:]: f for n, f in vars(module).items() if n.startswith("test_")}
    arguments = sys.argv[1:]
    if arguments == ["--list"]:
        print("\n".join(tests))
        return 0
    for name in ("MAKEFLAGS", "MFLAGS", "MAKELEVEL"):
        os.environ.pop(name, None)
    failed = 0
    for name in arguments or tests:
        try:
            expect(name in tests, "there is no such test")
            tests[name]()
            print("ok", name, flush=True)
        except (Failure, subprocess.TimeoutExpired, OSError) as reason:
            failed += 1
            print("not ok %s: %s" % (name, str(reason).replace("\n", " ")), flush=True)
    return 1 if failed else 0
