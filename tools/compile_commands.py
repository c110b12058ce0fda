#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Turns the commands of `make -n V=1` on standard input into compile_commands.json on standard output."""
import json
import os
import shlex
import sys

commands = []
for line in sys.stdin:
    if " -c " not in line or " -MMD " not in line:
        continue
    words = shlex.split(line)
    commands.append({"directory": os.getcwd(), "file": words[words.index("-c") + 1], "arguments": words})
json.dump(commands, sys.stdout, indent=1)
print()
