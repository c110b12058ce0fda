#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""The public headers and their macros as C11 and as C++17, with every compiler there is for the board."""
import os
import re
import sys
import tempfile

from common import Failure, expect, files, main, make, read, run

STRICT = ["-Wall", "-Wextra", "-Wpedantic", "-Werror", "-fsyntax-only"]
COMPILERS = {
    "gcc_c": ["gcc", "-std=c11"], "clang_c": ["clang", "-std=c11"],
    "gcc_cpp": ["g++", "-std=c++17", "-xc++"], "clang_cpp": ["clang++", "-std=c++17", "-xc++"],
    "arm_gcc_c": ["arm-none-eabi-gcc", "-mcpu=cortex-m3", "-mthumb", "-ffreestanding", "-std=c11"],
    "arm_gcc_cpp": ["arm-none-eabi-g++", "-mcpu=cortex-m3", "-mthumb", "-ffreestanding", "-std=c++17", "-xc++"],
    "arm_clang_c": ["clang", "--target=arm-none-eabi", "-mcpu=cortex-m3", "-ffreestanding", "-std=c11"],
    "arm_clang_cpp": ["clang++", "--target=arm-none-eabi", "-mcpu=cortex-m3", "-ffreestanding", "-std=c++17", "-xc++"],
}


def command(compiler):
    arch = "armv7m" if compiler.startswith("arm") else "native"
    return COMPILERS[compiler] + STRICT + ["-Iinclude", "-Iarch/%s/include" % arch]


def public_headers(compiler=""):
    arch = "armv7m" if compiler.startswith("arm") else "native"
    return sorted("vow/" + os.path.basename(p) for p in files("include/vow", "arch/%s/include" % arch, ends=".h"))


def includes(compiler, headers, what):
    """The headers in this order, and once more, in one file."""
    with tempfile.NamedTemporaryFile("w", suffix=".c") as source:
        source.write("".join("#include <%s>\n" % header for header in headers + headers) + "extern int vow_check;\n")
        source.flush()
        done = run(command(compiler) + [source.name])
    if done.returncode:
        print(done.stdout)
        raise Failure(what)


def each_header_alone(compiler):
    for header in public_headers(compiler):
        includes(compiler, [header], "<%s> alone" % header)


def all_headers_together(compiler):
    headers = public_headers(compiler)
    includes(compiler, headers, "all headers")
    includes(compiler, headers[::-1], "all headers, the last one first")


def every_macro(compiler):
    for options in [], ["-DVOW_CONFIG_DEBUG=1", "-DVOW_CONFIG_MULTI_LOOP=1", "-DVOW_CONFIG_WAKE_HOOK=1",
                       "-DVOW_CONFIG_LEVELS=2", "-DVOW_CONFIG_MASK_PRIORITY=0x40"]:
        done = run(command(compiler) + options + ["tests/checks/every_macro.inc"]
                   if "_cpp" in compiler else command(compiler) + options + ["-xc", "tests/checks/every_macro.inc"])
        if done.returncode:
            print(done.stdout)
            raise Failure("tests/checks/every_macro.inc does not compile")


def add_tests():
    for name in COMPILERS:
        if "gcc" in name:  # what a header leaves out, it leaves out for every compiler
            globals()["test_each_header_alone_" + name] = lambda n=name: each_header_alone(n)
        globals()["test_all_headers_together_" + name] = lambda n=name: all_headers_together(n)
        globals()["test_every_macro_" + name] = lambda n=name: every_macro(n)


add_tests()


def test_every_macro_is_used_in_the_check():
    used = read("tests/checks/every_macro.inc")
    missing = sorted({name for header in files("include/vow", ends=".h")
                      for name in re.findall(r"^\s*#\s*define\s+(VOW_\w+)", read(header), re.M)
                      if not name.endswith(("_H", "_")) and not name.startswith("VOW_CONFIG_")
                      and not re.search(r"\b%s\b" % name, used)})
    expect(not missing, "not used: " + ", ".join(missing))


def bad_option_stops(define, text):
    done = run(command("gcc_c") + ("-D" + define).split() + ["-xc", "include/vow/config.h"])
    expect(done.returncode != 0 and '#error "%s"' % text in done.stdout.replace("error: #error", "#error"), done.stdout)


def test_bad_options_are_refused():
    for option in re.findall(r'#error "(VOW_CONFIG_(\w+) is 0 or 1)"', read("include/vow/config.h")):
        bad_option_stops("VOW_CONFIG_%s=2" % option[1], option[0])
    bad_option_stops("VOW_CONFIG_CLOCK_HZ=999", "VOW_CONFIG_CLOCK_HZ lies between 1000 and 1000000000")
    bad_option_stops("VOW_CONFIG_MICROTASK_LIMIT=-1", "VOW_CONFIG_MICROTASK_LIMIT lies between 0 and 1000000000")
    bad_option_stops("VOW_CONFIG_HANDLER_CHECK=3", "VOW_CONFIG_HANDLER_CHECK lies between 0 and 2")
    bad_option_stops("VOW_CONFIG_LEVELS=9", "VOW_CONFIG_LEVELS lies between 1 and 8")
    for priority in "0x10", "0x50", "0xa0", "-0x20":
        bad_option_stops("VOW_CONFIG_MASK_PRIORITY=" + priority, "VOW_CONFIG_MASK_PRIORITY is 0, 0x20, 0x40, 0x60 or 0x80")
    bad_option_stops("VOW_CONFIG_MASK_PRIORITY=0x40 -DVOW_CONFIG_MASKED_TICKS=1", "VOW_CONFIG_MASKED_TICKS and VOW_CONFIG_MASK_PRIORITY exclude each other")
    bad_option_stops("VOW_CONFIG_TIMER_LEVELS=8", "VOW_CONFIG_TIMER_LEVELS lies between 1 and 7")


def refused(name, text):
    """What cannot work must not compile."""
    with tempfile.NamedTemporaryFile("w", suffix=".c") as source:
        source.write("#include <vow/vow.h>\nvoid f(void);\nvoid f(void)\n{\n%s\n}\n" % text)
        source.flush()
        for compiler in ("gcc_c", "clang_c", "gcc_cpp", "clang_cpp"):
            expect(run(command(compiler) + [source.name]).returncode != 0, "%s compiles with %s" % (name, compiler))


def test_finally_of_a_plain_try_is_refused():
    refused("VOW_FINALLY in VOW_TRY", "VOW_TRY { } VOW_FINALLY { } VOW_END")


def test_catch_after_finally_is_refused():
    refused("VOW_CATCH after VOW_FINALLY", "VOW_TRY_FINALLY { } VOW_FINALLY { } VOW_CATCH(e) { } VOW_END")


CPLUSPLUS_SAYS = "3\n2\n1\ndeferred\ncaught RefusedError: not today\n"


def cplusplus_example(board):
    for compiler in ("gcc", "clang"):
        make("BOARD=" + board, "APP=cplusplus", "CC_KIND=" + compiler, "build")
        says = make("BOARD=" + board, "APP=cplusplus", "CC_KIND=" + compiler, "TIMEOUT=20",
                    "QEMU_EXTRA=-icount shift=0,sleep=off", "run")
        expect(says.replace("\r", "") == CPLUSPLUS_SAYS, "with %s it printed %r" % (compiler, says))


def test_cplusplus_example_native(): cplusplus_example("native")
def test_cplusplus_example_arm(): cplusplus_example("mps2-an385")


if __name__ == "__main__":
    sys.exit(main(sys.modules[__name__]))
