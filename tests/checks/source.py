#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""The sources: layers, includes, prefixes, licence lines, the version."""
import os
import re
import sys

from common import ROOT, expect, files, main, read

INCLUDE = re.compile(r'^\s*#\s*include\s+([<"])([^>"]+)[>"]', re.M)
CODE = (".c", ".h", ".S", ".cpp", ".inc")

# Public headers by layer; whatever is not listed belongs to core.
LAYERS = ["arch", "core", "drivers", "boards", "examples"]
ARCH_HEADERS = {"arch.h", "native.h", "config.h", "fault.h"}
DRIVER_HEADERS = re.compile(r"^(uart|gpio|tick|irq_controller|nvic|oneshot|plic|watchdog)\w*\.h$")
BOARD_HEADERS = re.compile(r"^board\w*\.h$")
# Start-up hands over to the board, and a fault report needs a console: board.h is the contract that both are written for.
KNOWN = {("arch", "board.h")}


def layer_of_header(name):
    if name in ARCH_HEADERS:
        return "arch"
    if BOARD_HEADERS.match(name):
        return "boards"
    return "drivers" if DRIVER_HEADERS.match(name) else "core"


def test_ports_have_the_files_of_the_contract():
    """arch/arch.h lists them."""
    wrong = []
    for mk in sorted(files("arch", ends=("arch.mk",))):
        port = os.path.dirname(mk)
        if "ARCH_CC_gcc" in read(mk) and not os.path.exists(os.path.join(ROOT, port, "switch.S")):
            continue  # what several ports share
        common = re.search(r"arch/(\w+)/arch\.mk", read(mk))
        own = [os.path.relpath(f, port) for f in files(port)]
        shared = [os.path.relpath(f, "arch/" + common.group(1)) for f in files("arch/" + common.group(1))] if common else []
        wanted = ["context.c", "above.S above.c"] + ["vectors.S", "start.c", "exception.c", "stacks.c"] * (port != "arch/native")
        wrong += ["%s has no %s" % (port, f) for f in ("include/vow/arch.h", "vow_arch_port.h", "switch.S") if f not in own]
        wrong += ["%s has no %s" % (port, names) for names in wanted if not set(names.split()) & set(own + shared)]
    wrong += ["%s is longer than 400 lines" % f for f in files("arch") if read(f).count("\n") > 400]
    expect(not wrong, "; ".join(wrong))


def includes(path):
    return INCLUDE.findall(read(path))


def layer_of_file(path):
    parts = path.split(os.sep)
    if parts[0] == "include" or (parts[0] == "arch" and "include" in parts):
        return layer_of_header(parts[-1])
    return parts[0]


def test_layers_depend_one_way():
    wrong = []
    for path in files(*LAYERS, "include", ends=CODE):
        layer = layer_of_file(path)
        for mark, name in includes(path):
            if mark == "<" and name.startswith("vow/"):
                used = layer_of_header(name[4:])
                if LAYERS.index(used) > LAYERS.index(layer) and (layer, name[4:]) not in KNOWN:
                    wrong.append("%s includes <%s>" % (path, name))
    expect(not wrong, "; ".join(wrong))


def test_quoted_includes_stay_in_their_folder():
    """Only core may see arch.h besides, and what boards share may ask the board for a header NAME_board.h; nobody sees core's
    internal headers."""
    wrong = []
    for path in files(*LAYERS, "include", ends=CODE):
        for mark, name in includes(path):
            if mark != '"' or os.path.exists(os.path.join(os.path.dirname(path), name)):
                continue
            if layer_of_file(path) in ("core", "arch") and name in ("arch.h", "vow_arch_port.h"):
                continue
            if path.startswith("boards/common/") and re.fullmatch(r"\w+_board\.h", name):
                continue
            wrong.append('%s includes "%s"' % (path, name))
    expect(not wrong, "; ".join(wrong))


def test_headers_are_included_as_vow():
    public = {os.path.basename(p) for p in files("include", ends=".h")} - {"arch.h"}
    wrong = ["%s: %s" % (path, name) for path in files(*LAYERS, "include", "tests", "bench", ends=CODE)
             for mark, name in includes(path)
             if (mark == '"' and (name in public or name.startswith("vow/"))
                 and not os.path.exists(os.path.join(os.path.dirname(path), name)))
             or (mark == "<" and name in public and name != "error.h")]
    expect(not wrong, "; ".join(wrong))


def test_core_needs_no_c_library():
    allowed = {"stdbool.h", "stddef.h", "stdint.h", "limits.h", "stdalign.h", "stdarg.h"}
    wrong = ["%s: %s" % (path, name) for path in files("core", "drivers", "include", ends=CODE)
             for mark, name in includes(path) if mark == "<" and not name.startswith("vow/") and name not in allowed]
    expect(not wrong, "; ".join(wrong))


def test_core_knows_no_architecture():
    macro = re.compile(r"__(arm|ARM|thumb|x86_64|i386|amd64|aarch64|riscv|linux|unix|APPLE|XTENSA|AVR)\w*")
    wrong = ["%s: %s" % (path, found.group(0)) for path in files("core", "drivers", "include", ends=CODE)
             for found in [macro.search(read(path))] if found]
    expect(not wrong, "; ".join(wrong))


def test_public_macros_have_the_prefix():
    wrong = ["%s: %s" % (path, name) for path in files("include", "arch", ends=".h") if "include" in path.split(os.sep)
             for name in re.findall(r"^\s*#\s*define\s+(\w+)", read(path), re.M) if not re.match(r"VOW_|vow_", name)]
    expect(not wrong, "; ".join(wrong))


def test_sources_say_their_license():
    ends = CODE + (".py", ".sh", ".mk", ".ld", ".cmake", "Makefile", "CMakeLists.txt", "/run")
    wrong = [path for path in files(".", ends=ends) if "SPDX-License-Identifier: MIT" not in "".join(
        read(path).splitlines(True)[:3])]
    expect(not wrong, "; ".join(wrong))


def test_version_file_and_header_agree():
    header = dict(re.findall(r'#define VOW_VERSION_(\w+) "?([\w.]+)"?', read("include/vow/version.h")))
    version = read("VERSION").strip()
    expect(header["STRING"] == version, "%s and %s" % (header["STRING"], version))
    expect(".".join(header[n] for n in ("MAJOR", "MINOR", "PATCH")) == version.split("-")[0], "the numbers differ")


if __name__ == "__main__":
    sys.exit(main(sys.modules[__name__]))
