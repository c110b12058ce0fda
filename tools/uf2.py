#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""uf2.py --family=ID [--rp2040] ELF UF2

Writes the loadable bytes of a program as a UF2 file, which boot ROMs and loaders take by drag and drop: blocks of 512 bytes with
256 of the program each, in ascending order, without a gap from the first page to the last (the RP2040's boot ROM
erases a sector of 16 pages when its first one comes: RP2040 Datasheet, erratum E14).
ID is the number of the family of chips in the registry of the UF2 format (github.com/microsoft/uf2).
--rp2040 looks whether the first 252 bytes have the checksum behind them that its boot ROM wants."""
import struct
import sys

PAGE = 256
MAGIC_START_0, MAGIC_START_1, MAGIC_END = 0x0A324655, 0x9E5D5157, 0x0AB16F30
FAMILY_ID_PRESENT = 0x2000
HEADER, BLOCK = "<8I", 512
BOOT2_BYTES = 252


class Refused(Exception):
    pass


def loadable(elf):
    """[(address, bytes)] of an ELF file of 32 bits: what its segments put into flash."""
    if elf[:6] != b"\x7fELF\x01\x01":
        raise Refused("not a little-endian ELF file of 32 bits")
    offset, = struct.unpack_from("<I", elf, 28)
    size, count = struct.unpack_from("<2H", elf, 42)
    segments = []
    for n in range(count):
        kind, at, _, address, bytes_in_file = struct.unpack_from("<5I", elf, offset + n * size)
        if kind == 1 and bytes_in_file:
            segments.append((address, elf[at:at + bytes_in_file]))
    if not segments:
        raise Refused("there is nothing to load")
    return sorted(segments)


def image(segments):
    """The address of the first page, and all bytes to the end of the last one."""
    first = segments[0][0] // PAGE * PAGE
    end = max(address + len(data) for address, data in segments)
    memory = bytearray(-(-(end - first) // PAGE) * PAGE)
    for address, data in segments:
        memory[address - first:address - first + len(data)] = data
    return first, bytes(memory)


def crc32(data):
    """RP2040 Datasheet 2.8.1.3.1: polynomial 0x04c11db7, first value all ones, nothing reflected or inverted."""
    crc = 0xffffffff
    for byte in data:
        crc ^= byte << 24
        for _ in range(8):
            crc = (crc << 1) & 0xffffffff ^ (0x04c11db7 if crc >> 31 else 0)
    return crc


def check_boot2(memory):
    held, wanted = struct.unpack_from("<I", memory, BOOT2_BYTES)[0], crc32(memory[:BOOT2_BYTES])
    if held != wanted:
        raise Refused("the checksum in boot2 is 0x%08x; for these bytes it must be 0x%08x" % (held, wanted))


def blocks(first, memory, family):
    total = len(memory) // PAGE
    for number in range(total):
        header = struct.pack(HEADER, MAGIC_START_0, MAGIC_START_1, FAMILY_ID_PRESENT, first + number * PAGE, PAGE, number,
                             total, family)
        data = memory[number * PAGE:(number + 1) * PAGE]
        yield (header + data).ljust(BLOCK - 4, b"\0") + struct.pack("<I", MAGIC_END)


def main(arguments):
    options = dict(a.partition("=")[::2] for a in arguments if a.startswith("--"))
    names = [a for a in arguments if not a.startswith("--")]
    if len(names) != 2 or "--family" not in options or set(options) - {"--family", "--rp2040"}:
        print(__doc__, file=sys.stderr)
        return 2
    try:
        with open(names[0], "rb") as file:
            first, memory = image(loadable(file.read()))
        if "--rp2040" in options:
            check_boot2(memory)
    except Refused as reason:
        print("%s: %s" % (names[0], reason), file=sys.stderr)
        return 1
    with open(names[1], "wb") as file:
        file.writelines(blocks(first, memory, int(options["--family"], 0)))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
