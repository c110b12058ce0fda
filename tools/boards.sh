#!/bin/sh
# SPDX-License-Identifier: MIT
# boards.sh [--markdown]
# Prints a table of boards/ from the board.mk files; hexadecimal sizes become KiB. The template is no board to choose.
cd "$(dirname "$0")/.." || exit 1
format='%-18s %-14s %10s %10s  %-14s %s\n' link=
if [ "${1:-}" = --markdown ]; then
    format='| %s | %s | %s | %s | %s | %s |\n' link=1
fi
# shellcheck disable=SC2059  # the format is a constant of this file
row() { printf "$format" "$@"; }

if [ "$link" ]; then
    row board core flash RAM 'emulated in CI' 'run on hardware'
    echo '|---|---|---|---|---|---|'
else
    row BOARD CORE FLASH RAM 'EMULATED IN CI' 'RUN ON HARDWARE'
fi
for file in boards/*/board.mk; do
    # shellcheck disable=SC2016,SC2046  # what a board shares with others is in a file that it includes first
    value() { cat $(sed -n 's/^include $(VOW)\///p' "$file") "$file" | sed -n "s/^$1 *:= *//p" | tail -n 1; }
    size() {
        bytes=$(value "$1")
        if [ -n "$bytes" ]; then echo "$((bytes / 1024)) KiB"; else echo -; fi
    }
    name=${file#boards/} name=${name%/board.mk}
    [ "$name" != template ] || continue
    if [ "$link" ]; then name="[$name](boards/$name/README.md)"; fi
    row "$name" "$(value BOARD_CORE)" "$(size BOARD_flash_size)" "$(size BOARD_ram_size)" \
        "$(value BOARD_CI)" "$(value BOARD_HARDWARE)"
done
