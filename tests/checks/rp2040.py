#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""The RP2040's way from an ELF file to a running program: boot2's checksum, the UF2 file, and what the emulator makes of them."""
import os
import re
import struct
import subprocess
import sys

from common import ROOT, expect, main, make, make_path, run

sys.dont_write_bytecode = True
sys.path.insert(0, os.path.join(ROOT, "tools"))
import uf2  # noqa: E402

FLASH, FAMILY = 0x10000000, 0xE48BFF56
WORK = os.path.join(ROOT, "build/tests/rp2040")


def countdown():
    """The ELF file and the bytes of its UF2 file."""
    elf = make_path("print-elf", "BOARD=rpi-pico", "APP=countdown")
    with open(elf[:-4] + ".uf2", "rb") as file:
        return elf, file.read()


def flash_of(elf):
    """What another tool says is to be loaded."""
    os.makedirs(WORK, exist_ok=True)
    name = os.path.join(WORK, "flash.bin")
    done = run(["arm-none-eabi-objcopy", "-O", "binary", elf, name])
    expect(done.returncode == 0, done.stdout)
    with open(name, "rb") as file:
        return file.read()


def emulate(elf, **variables):
    """(status, lines of standard output, standard error) of a program without input."""
    done = subprocess.run([os.path.join(ROOT, "tools/run-rp2040.sh"), elf], stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                          stderr=subprocess.PIPE, text=True, cwd=ROOT,
                          env=dict(os.environ, RP2040_CLOCK="virtual", TIMEOUT="100", **variables))
    return done.returncode, done.stdout.splitlines(), done.stderr


def emulate_uf2(blocks):
    """The same for a changed UF2 file."""
    os.makedirs(WORK, exist_ok=True)
    with open(os.path.join(WORK, "changed.uf2"), "wb") as file:
        file.write(blocks)
    return emulate(os.path.join(WORK, "changed.elf"))


def program(name, text):
    """The ELF file of a small program."""
    os.makedirs(WORK, exist_ok=True)
    path = os.path.join(WORK, name + ".c")
    with open(path, "w", encoding="utf-8") as file:
        file.write("/* SPDX-License-Identifier: MIT */\n" + text)
    return make_path("print-elf", "BOARD=rpi-pico", "APP=" + name, "APP_SRCS=" + os.path.relpath(path, ROOT))


def test_rp2040_uf2_blocks():
    _, file = countdown()
    total = len(file) // 512
    expect(len(file) % 512 == 0 and total > 0, "%d bytes" % len(file))
    for number in range(total):
        block = file[512 * number:512 * (number + 1)]
        wanted = (0x0A324655, 0x9E5D5157, 0x2000, FLASH + 256 * number, 256, number, total, FAMILY)
        expect(struct.unpack("<8I", block[:32]) == wanted, "the header of block %d" % number)
        expect(not any(block[32 + 256:508]), "there is something behind the page of block %d" % number)
        expect(block[508:] == bytes.fromhex("306fb10a"), "the end of block %d" % number)


def test_rp2040_uf2_holds_the_program():
    elf, file = countdown()
    pages = b"".join(file[at + 32:at + 32 + 256] for at in range(0, len(file), 512))
    flash = flash_of(elf)
    expect(pages[:len(flash)] == flash, "the bytes are not those of the ELF file")
    expect(len(pages) - len(flash) < 256 and not any(pages[len(flash):]), "the last page is not filled with zeros")


def test_rp2040_uf2_has_no_gap():
    first, memory = uf2.image([(FLASH + 0x0F0, b"ab"), (FLASH + 0x301, b"c")])
    expect(first == FLASH and len(memory) == 4 * 256, "0x%x, %d bytes" % (first, len(memory)))
    expect(memory[0x0F0:0x0F2] == b"ab" and memory[0x301:0x302] == b"c", "the bytes are elsewhere")
    expect(sum(map(bool, memory)) == 3, "the gap is not filled with zeros")


# The check value of CRC-32/MPEG-2, whose parameters the data sheet names.
def test_rp2040_checksum_is_the_boot_roms():
    expect(uf2.crc32(b"123456789") == 0x0376E6E7, "0x%08x" % uf2.crc32(b"123456789"))
    flash = flash_of(countdown()[0])
    expect(struct.unpack("<I", flash[252:256])[0] == uf2.crc32(flash[:252]), "the checksum in boot2 is wrong")
    expect(struct.unpack("<2I", flash[256:264])[0] == 0x20000800, "the vectors do not follow boot2")


def test_rp2040_wrong_checksum_is_refused():
    elf, file = countdown()
    with open(elf, "rb") as original:
        changed = original.read()
    boot2 = flash_of(elf)[:252]
    expect(changed.count(boot2) == 1, "boot2 is not in the ELF file once")
    name = os.path.join(WORK, "changed.elf")
    with open(name, "wb") as output:
        output.write(changed.replace(boot2, boot2[:251] + b"\1"))
    done = run(["tools/uf2.py", "--family=0xe48bff56", "--rp2040", name, name + ".uf2"])
    form = re.escape(name) + r": the checksum in boot2 is 0x[0-9a-f]{8}; for these bytes it must be 0x[0-9a-f]{8}\n"
    expect(done.returncode == 1 and re.fullmatch(form, done.stdout), "%d: %s" % (done.returncode, done.stdout))
    status, lines, error = emulate_uf2(file[:32 + 251] + b"\1" + file[32 + 252:])
    wanted = "the checksum of boot2 is wrong: the boot ROM would wait for another UF2 file\n"
    expect((status, lines, error) == (2, [], wanted), "%d %s %s" % (status, lines, error))


def test_rp2040_broken_uf2_is_refused():
    _, file = countdown()
    for changed, wanted in [
            (file[:-512], "block 0 says that it is 0 of %d\n" % (len(file) // 512)),
            (file[512:1024] + file[:512] + file[1024:], "block 0 says that it is 1 of %d\n" % (len(file) // 512)),
            (file[:28] + b"\0\0\0\0" + file[32:], "block 0 is not for the RP2040\n"),
            (file[:508] + b"\0\0\0\0" + file[512:], "block 0 is not UF2\n"),
            (file[:-1], "the UF2 file is not made of blocks of 512 bytes\n")]:
        status, lines, error = emulate_uf2(changed)
        expect((status, lines, error) == (2, [], wanted), "%d %s %r, not %r" % (status, lines, error, wanted))


COUNTDOWN = ["3", "2", "1", "lift-off after 300 ms"]


def test_rp2040_boots_from_either_flash():
    elf, _ = countdown()
    for flash in ("quad", "serial"):
        status, lines, error = emulate(elf, RP2040_FLASH=flash)
        expect((status, lines, error) == (0, COUNTDOWN, ""), "%s: %d %s %s" % (flash, status, lines, error))


def test_rp2040_runs_repeat():
    elf, _ = countdown()
    runs = [emulate(elf, RP2040_CYCLES="1") for _ in range(2)]
    expect(re.fullmatch(r"\d+ cycles, \d+ ns\n", runs[0][2]), runs[0][2])
    expect(runs[0][1] == COUNTDOWN and runs[0] == runs[1], "%s and %s" % tuple(runs))


def test_rp2040_status_is_the_programs():
    status, lines, error = emulate(program("status", "int main(void) { return 3; }\n"))
    expect((status, lines, error) == (3, [], ""), "%d %s %s" % (status, lines, error))


# `at` is an address that the compiler does not see.
MEMORY = "unaligned access, or nothing answers"
FAULTS = {
    "read_word": ("0x20000002", "return *(volatile int *)at", MEMORY),
    "read_half": ("0x20000001", "return *(volatile short *)at", MEMORY),
    "write_word": ("0x20041002", "*(volatile int *)at = 1; return 0", MEMORY),
    "write_half": ("0x20041001", "*(volatile short *)at = 1; return 0", MEMORY),
    "unmapped": ("0x30000000", "return *(volatile int *)at", MEMORY),
    "undefined": ("0", "__asm__ volatile(\"udf #1\"); return (int)at", "undefined instruction"),
    "breakpoint": ("0", "__asm__ volatile(\"bkpt 1\"); return (int)at", "breakpoint without a debugger"),
}


# The step that enters the handler executes this instruction too.
FIRST_OF_A_HANDLER = """#include <vow/irq_controller.h>
void vow_irq26_handler(void);
__attribute__((naked)) void vow_irq26_handler(void) { __asm__(".syntax unified\\n\\tudf #1"); }
int main(void)
{
    vow_irq_enable(26, VOW_IRQ_NORMAL);
    vow_irq_pend(26);
    return 0;
}
"""


def expect_fault(name, text, cause, function, program_was):
    """The report of a program that ends in a fault: its first line and its last."""
    elf = program(name, text)
    status, lines, error = emulate(elf)
    expect(status == 1 and len(lines) == 4 and lines[3] == program_was and not error, "%s: %d %s %s" % (name, status, lines, error))
    found = re.fullmatch(r"panic: unexpected exception 3 \(HardFault\) at PC 0x([0-9a-f]{8}), " + cause, lines[0])
    expect(found, "%s: %s" % (name, lines[0]))
    where = run(["arm-none-eabi-addr2line", "-f", "-e", elf, found.group(1)]).stdout.splitlines()[0]
    expect(where == function, "%s: the fault was in %s" % (name, where))


def test_rp2040_faults_are_reported():
    for name, (address, text, cause) in FAULTS.items():
        text = "int main(void)\n{\n    volatile unsigned at = %s;\n    %s;\n}\n" % (address, text)
        expect_fault(name, text, cause, "main", "in task main")
    expect_fault("first_of_a_handler", FIRST_OF_A_HANDLER, "undefined instruction", "vow_irq26_handler",
                 "in exception 42 (interrupt 26), over task main")


def test_rp2040_what_cannot_be_done_is_refused():
    for variable, wanted in [("SERIAL=pty", "SERIAL is stdio, output or unix:PATH in rp2040js, not 'pty'"),
                             ("QEMU_EXTRA=-d int", "QEMU_EXTRA: rp2040js takes no arguments, so not '-d int'")]:
        make("build", "BOARD=rpi-pico", "APP=countdown")
        done = run(["make", "-s", "--no-print-directory", "run", "BOARD=rpi-pico", "APP=countdown", variable])
        expect(done.returncode and done.stdout.splitlines()[0] == wanted, done.stdout)


if __name__ == "__main__":
    sys.exit(main(sys.modules[__name__]))
