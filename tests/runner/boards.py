# SPDX-License-Identifier: MIT
"""The boards as their board.mk describes them. A folder of boards/ is all that a board needs to be tested:
    BOARD_CI          yes: it is emulated, and `make test` and `make test-all` run it; `make test BOARD=NAME` runs any
    BOARD_TEST        the command that runs a program, which is appended (default: BOARD_RUN). Its environment has SERIAL=output
                      (nothing is typed), QEMU_EXTRA, and VOW_TESTS, which reaches the program as its command line
    BOARD_TEST_PARTS  how many programs the behaviour tests, the scenarios and the faults are split into, where one does not fit (1)
    BOARD_TEST_DEFINES  compiler options for the tests' programs, where RAM is short"""
import collections
import functools
import glob
import os
import shlex
import subprocess

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))

# files_alone: each file of tests is a program of its own, which shows what the linker leaves out that is needed. behaviour_alone: of the
# images the behaviour tests only, and not in `make test`.
Suite = collections.namedtuple("Suite", "name board debug options files_alone behaviour_alone", defaults=[False, False])


def with_clang(board):
    """GCC and Clang, which keeps other registers and enters try blocks by other instructions of the architecture."""
    return [Suite(board, board, False, []), Suite(board + "-clang", board, False, ["CC_KIND=clang"], behaviour_alone=True)]


MAIN = ["native", "mps2-an385"]  # `make test` runs everything on them
# The boards that the tests run on in more than one way. Of the others each has one suite, of its name.
SUITES = {
    "native": [
        Suite("native-san", "native", True, ["SAN=1", "DEBUG=1", "OPT=-O1"]),
        Suite("native", "native", False, []),
        Suite("native-clang", "native", True, ["CC_KIND=clang", "DEBUG=1"]),
        Suite("native-alone", "native", False, [], files_alone=True),
    ],
    "mps2-an385": [
        Suite("mps2-an385", "mps2-an385", False, []),
        Suite("mps2-an385-clang", "mps2-an385", True, ["CC_KIND=clang", "DEBUG=1"]),
    ],
    "microbit": with_clang("microbit"),
    "mps2-an386": with_clang("mps2-an386"),
    "mps2-an505": with_clang("mps2-an505"),
}


class Board:
    """A folder of boards/ by its name, or one elsewhere by its path."""

    def __init__(self, name):
        self.name = name
        environment = {k: v for k, v in os.environ.items() if k not in ("MAKEFLAGS", "MFLAGS", "MAKELEVEL", "MAKEOVERRIDES", "APP")}
        made = subprocess.run(["make", "-s", "--no-print-directory", "print-board", "BOARD=" + name], cwd=ROOT, env=environment,
                              stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, text=True, check=True)
        value = dict(line.split("=", 1) for line in made.stdout.splitlines())
        self.arch = value["ARCH"]
        self.emulated = value["BOARD_CI"] == "yes"
        self.command = shlex.split(value["BOARD_TEST"])
        self.debugger = shlex.split(value["BOARD_DEBUG"])
        self.drivers = value["BOARD_DRIVERS"].split()
        self.defines = value["BOARD_TEST_DEFINES"]
        self.parts = int(value["BOARD_TEST_PARTS"])
        # The folder of what several architectures share, or the architecture's own name.
        self.family = value["ARCH_COMMON"] or self.arch
        # A test names the boards that it is for by its folder: tests/behaviour/native/*.c, tests/behaviour/riscv/*.c (an
        # architecture, or cortexm: a family), tests/behaviour/mps2/*.c (all boards with this part in common), tests/behaviour/nvic/*.c
        # (with this driver), tests/behaviour/fpu/*.c (with an FPU).
        self.folders = sorted({name, self.arch, self.family}) + value["BOARD_COMMON"].split() + self.drivers
        self.folders += ["fpu"] * bool(value["BOARD_FPU"])
        self.ram_bytes = int(value["BOARD_ram_size"] or "0", 0)
        self.kind = (self.arch, value["BOARD_isa"], bool(value["BOARD_FPU"]))
        self.suites = SUITES.get(name, [Suite(name, name, False, [])])


@functools.lru_cache(maxsize=None)
def board(name):
    """The one of this name, asked for once."""
    return Board(name)


def boards(names):
    """The boards of these names, or all that are emulated: first the main ones, then by name."""
    found = [board(n) for n in names or sorted(all_names(), key=lambda n: (n not in MAIN, n))]
    return [b for b in found if names or b.emulated]


def all_names():
    return sorted(os.path.basename(os.path.dirname(p)) for p in glob.glob(ROOT + "/boards/*/board.mk"))


def full(chosen):
    """The names of those that `make test` runs everything on, and of those that it runs the behaviour tests on: the first of
    its kind of processor."""
    everything = {b.name for b in chosen if b.name in MAIN}
    kinds = {}
    for board in chosen:
        kinds.setdefault(board.kind, board.name)
    return everything, set(kinds.values())
