#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""The examples print what their README.md says. A README has the command in a block `sh` and the output in a block `text`."""
import os
import re
import socket
import subprocess
import sys
import tempfile

sys.dont_write_bytecode = True
import common
from common import LIMIT_S, ROOT, expect, make_path, read


def block(text, kind):
    return re.findall(r"^```%s\n(.*?)^```$" % kind, text, re.M | re.S)[0]


def shows_its_output(name, board="mps2-an385", **environment):
    text = read("examples/%s/README.md" % name)
    command = block(text, "sh").strip().replace("make run", "make -s run BOARD=" + board)
    done = subprocess.run(["bash", "-c", command], stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
                          text=True, timeout=LIMIT_S, cwd=ROOT, env=dict(os.environ, **environment))
    expect(done.stdout == block(text, "text"), "it printed:\n" + done.stdout)
    expect(done.returncode == 0, "status %d" % done.returncode)


def test_debounce(): shows_its_output("debounce", "native")
def test_pages(): shows_its_output("pages")
def test_pages_native(): shows_its_output("pages", "native")
def test_pipeline(): shows_its_output("pipeline")
def test_pipeline_native(): shows_its_output("pipeline", "native", NATIVE_CLOCK="virtual")
def test_retry(): shows_its_output("retry")
def test_retry_native(): shows_its_output("retry", "native", NATIVE_CLOCK="virtual")


# The first key lets QEMU's button leave the level that it has after reset. QEMU keeps keys until their time comes.
def test_debounce_with_the_keys_of_qemu():
    elf = make_path("print-elf", "APP=debounce", "BOARD=lm3s6965evb")
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "monitor")
        command = ["timeout", "-k", "1", str(LIMIT_S), "qemu-system-arm", "-M", "lm3s6965evb", "-display", "none", "-serial", "stdio",
                   "-monitor", "unix:%s,server=on,wait=off" % path, "-semihosting-config", "enable=on,target=native", "-kernel", elf]
        with subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as qemu:
            first = qemu.stdout.readline()
            with socket.socket(socket.AF_UNIX) as monitor:
                monitor.connect(path)
                monitor.sendall(b"sendkey ctrl 100\n" * 4)
                rest = qemu.stdout.read()
            expect(qemu.wait() == 0, "status %d" % qemu.returncode)
    expect(first + rest == block(read("examples/debounce/README.md"), "text"), "it printed:\n" + first + rest)


if __name__ == "__main__":
    sys.exit(common.main(sys.modules[__name__]))
