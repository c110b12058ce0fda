#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""What the object files need, export and write to; that both compilers build them without a warning."""
import re
import sys

from common import BOARDS, expect, main, make, make_path, run

CONFIGURATIONS = [[], ["DEBUG=1"], ["OPT=-O2"], ["OPT=-O0"], ["CFLAGS_EXTRA=-DVOW_CONFIG_MULTI_LOOP=1 -DVOW_CONFIG_WAKE_HOOK=1"],
                  ["CFLAGS_EXTRA=-DVOW_CONFIG_ASSERT=0 -DVOW_CONFIG_STACK_PAINT=0"]]
# What compilers call by themselves in freestanding code.
# (Cortex-M0 has no instructions for division and for counting zeros, nor RV32IMAC and RV64IMAC for the latter: the compiler
# calls its own library.)
HELPERS = re.compile(r"^(mem(cpy|move|set|cmp)|__aeabi_mem(cpy|move|set|clr)[48]?|__aeabi_uidiv(mod)?|__c[lt]z[sd]i2|__gnu_thumb1_case_\w+|_GLOBAL_OFFSET_TABLE_)$")
# The application or the board defines these, or the architecture does.
# (native's inline half of arch.h calls vow_native_..._).
GIVEN = re.compile(r"^vow_(arch_\w+|fault_\w+|native_\w+_|hook_\w+|main_loop|main_loop_config)$")
# The C library and the linker fix these names.
FOREIGN = {"stdin", "stdout", "stderr", "_exit", "__wrap_main"}


def symbols(library):
    """(member, type, name) of each symbol."""
    member = None
    for line in run(["nm", library]).stdout.splitlines():
        if line.endswith(".o:"):
            member = line[:-1]
        elif line.strip():
            kind, name = line.split()[-2:]
            if name.startswith(("$", ".L")):  # ARM's marks of code and data, RISC-V's local labels
                continue
            yield member, kind, name


def library(board, *options):
    return make_path("print-lib", "BOARD=" + board, *options)


def both_compilers(board, options):
    for kind in ("gcc", "clang"):
        make("BOARD=" + board, "CC_KIND=" + kind, *options, "lib")


def add_warning_tests():
    for board in BOARDS:
        for options in CONFIGURATIONS:
            name = re.sub(r"\W+", "_", "_".join([board] + [re.sub(r"-DVOW_CONFIG_|CFLAGS_EXTRA=", "", o) for o in options]))
            globals()["test_no_warning_" + name.lower()] = lambda b=board, o=options: both_compilers(b, o)


add_warning_tests()


def undefined_symbols(board, compiler):
    found = [s for s in symbols(library(board, "CC_KIND=" + compiler))]
    core = [s for s in found if s[0].startswith("core.")]
    expect(len(core) > 50, "the library has no core")
    defined = {name for _, kind, name in core if kind not in "Uwv"}
    wrong = {name for _, kind, name in core if kind == "U" and name not in defined and not HELPERS.match(name)
             and not GIVEN.match(name)}
    expect(not wrong, "core needs " + ", ".join(sorted(wrong)))


def test_core_needs_gcc_arm(): undefined_symbols("mps2-an385", "gcc")
def test_core_needs_clang_arm(): undefined_symbols("mps2-an385", "clang")
def test_core_needs_gcc_armv6m(): undefined_symbols("microbit", "gcc")
def test_core_needs_gcc_riscv32(): undefined_symbols("qemu-riscv32-virt", "gcc")
def test_core_needs_gcc_riscv64(): undefined_symbols("qemu-riscv64-virt", "gcc")
def test_core_needs_gcc_armv8m(): undefined_symbols("mps2-an505", "gcc")
def test_core_needs_gcc_native(): undefined_symbols("native", "gcc")
def test_core_needs_clang_native(): undefined_symbols("native", "clang")


def writable_data(allowed, *options):
    path = library(*options)
    member, wrong = None, []
    for line in run(["objdump", "-h", path]).stdout.splitlines():
        header = re.match(r"^(\S+\.o):", line)
        section = re.match(r"^\s*\d+\s+(\S+)\s+([0-9a-f]{8})\s", line)
        if header:
            member = header.group(1)
        elif section and member.startswith("core.") and re.match(r"\.(s?data|s?bss|tdata|tbss|noinit)", section.group(1)) \
                and not section.group(1).startswith(".data.rel.ro") and int(section.group(2), 16):
            wrong.append("%s %s" % (member, section.group(1)))
    written = {name for m, kind, name in symbols(path) if m.startswith("core.") and kind in "bBcC"}
    expect(written == allowed, "core writes to %s, expected %s" % (sorted(written), sorted(allowed)))
    expect(len(wrong) == len(allowed), "writable sections in core: " + ", ".join(wrong))


def test_core_has_no_writable_data_arm(): writable_data(set(), "mps2-an385")
def test_core_has_no_writable_data_arm_clang(): writable_data(set(), "mps2-an385", "CC_KIND=clang")
def test_core_has_no_writable_data_riscv(): writable_data(set(), "qemu-riscv64-virt")
def test_core_has_no_writable_data_native(): writable_data(set(), "native", "DEBUG=1")


def test_core_writes_only_the_running_loop_with_multi_loop():
    writable_data({"vow_loop_running_"}, "mps2-an385", "CFLAGS_EXTRA=-DVOW_CONFIG_MULTI_LOOP=1")


def test_core_writes_only_two_pointers_with_a_loop_above():
    writable_data({"vow_loop_running_", "vow_loop_above_"}, "mps2-an385", "CFLAGS_EXTRA=-DVOW_CONFIG_MULTI_LOOP=1 -DVOW_CONFIG_WAKE_HOOK=1")


def global_names(board):
    wrong = {name for _, kind, name in symbols(library(board)) if kind.isupper() and kind not in "UVW"
             and not name.startswith("vow_") and name not in FOREIGN}
    expect(not wrong, "without the prefix: " + ", ".join(sorted(wrong)))


# GCC's __builtin_setjmp makes these keep s16-s31 on their stacks; vow_arch_idle counts on nothing else in core using the FPU.
KEEP_FPU_REGISTERS = {"gcc": {"run", "vow_try"}, "clang": set()}


def leaves_the_fpu_alone(board, compiler):
    member, function, found = None, None, {}
    for line in run(["arm-none-eabi-objdump", "-d", library(board, "CC_KIND=" + compiler)]).stdout.splitlines():
        header, start = re.match(r"^(\S+\.o):", line), re.match(r"^[0-9a-f]+ <(\w+)>:", line)
        instruction = re.match(r"^\s*[0-9a-f]+:\t[0-9a-f ]+\t(v[a-z]+)", line)
        if header:
            member = header.group(1)
        elif start:
            function = start.group(1)
        elif instruction and member.startswith("core."):
            found.setdefault(function, set()).add(instruction.group(1))
    wanted = {name: {"vpush", "vpop"} for name in KEEP_FPU_REGISTERS[compiler]}
    expect(found == wanted, "FPU instructions in core: %s" % found)


def test_core_leaves_the_fpu_alone(): leaves_the_fpu_alone("mps2-an386", "gcc")
def test_core_leaves_the_fpu_alone_clang(): leaves_the_fpu_alone("mps2-an386", "clang")
def test_core_leaves_the_fpu_alone_armv8m(): leaves_the_fpu_alone("mps2-an505", "gcc")


BY_PRIORITY = "CFLAGS_EXTRA=-DVOW_CONFIG_MASK_PRIORITY=0x40 -DVOW_CONFIG_HANDLER_CHECK=2 -DVOW_CONFIG_MULTI_LOOP=1 -DVOW_CONFIG_WAKE_HOOK=1"
# The sleep, the carry of the clock, and the end of the program.
HOLD_ALL = {"run_until_left", "vow_irq_wait", "carry", "vow_panic_at_", "vow_fault_begin", "vow_default_handler", "vow_board_exit", "vow_board_reset"}


def masks_by_priority(board, compiler):
    """PRIMASK holds the handlers above VOW_CONFIG_MASK_PRIORITY as well."""
    function, found = None, set()
    for line in run(["arm-none-eabi-objdump", "-d", library(board, "CC_KIND=" + compiler, BY_PRIORITY)]).stdout.splitlines():
        start = re.match(r"^[0-9a-f]+ <(\w+)>:", line)
        function = start.group(1) if start else function
        if "\tcpsid\ti" in line:
            found.add(function)
    expect(found == HOLD_ALL, "these hold all handlers: " + ", ".join(sorted(found)))


def test_masks_by_priority_hold_nobody_else(): masks_by_priority("mps2-an385", "gcc")
def test_masks_by_priority_hold_nobody_else_clang(): masks_by_priority("mps2-an385", "clang")
def test_masks_by_priority_hold_nobody_else_armv8m(): masks_by_priority("mps2-an505", "gcc")


def test_masks_by_priority_need_basepri():
    for board in "microbit", "qemu-riscv32-virt", "native":
        done = run(["make", "-s", "--no-print-directory", "BOARD=" + board, "CFLAGS_EXTRA=-DVOW_CONFIG_MASK_PRIORITY=0x40", "lib"])
        expect(done.returncode != 0 and "VOW_CONFIG_MASK_PRIORITY: this processor masks all interrupts or none" in done.stdout,
               "%s: %s" % (board, done.stdout))


def test_no_lr_and_sc_where_memory_takes_none():
    """QEMU executes them, the FE310's RAM does not."""
    code = run(["riscv64-unknown-elf-objdump", "-d", "--no-show-raw-insn", make_path("print-elf", "BOARD=hifive1")]).stdout
    names = re.findall(r"^\s*[0-9a-f]+:\s+(\S+)", code, re.M)
    expect(len(names) > 1000 and "csrrc" in names, "the image has no code")
    expect(not [name for name in names if re.match(r"(lr|sc)\.", name)], "the image has LR or SC")


def linked_by(board, drivers, others):
    """The members of the library that these drivers need, whatever the application does."""
    found = list(symbols(library(board)))
    defined = {name: member for member, kind, name in found if kind not in "Uwv"}
    members, left = set(), [member for member, _, _ in found if re.match(drivers, member)]
    expect(left, "%s has no %s" % (board, drivers))
    while left:
        member = left.pop()
        if member not in members:
            members.add(member)
            left += [defined[name] for place, kind, name in found if place == member and kind == "U" and name in defined]
    return sorted(member for member in members if re.match(others, member))


def test_drivers_link_no_cancellation():
    for board in "native", "lm3s6965evb":
        linked = linked_by(board, r"drivers\.", r"core\.(cancel|abort)")
        expect(not linked, "the drivers of %s link %s" % (board, ", ".join(linked)))


def test_global_symbols_have_the_prefix_arm(): global_names("mps2-an385")
def test_global_symbols_have_the_prefix_riscv(): global_names("hifive1")
def test_global_symbols_have_the_prefix_native(): global_names("native")


if __name__ == "__main__":
    sys.exit(main(sys.modules[__name__]))
