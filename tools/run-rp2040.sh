#!/bin/bash
# SPDX-License-Identifier: MIT
# run-rp2040.sh [--debug] ELF
# Runs a program for the RP2040 in the emulator rp2040js, from the UF2 file beside ELF, with UART0 where SERIAL says; the exit
# status is the guest's.
#   SERIAL           stdio (default), unix:PATH (a socket; the guest starts when a client has connected), or output (nothing is typed)
#   VOW_TESTS        the guest's command line (semihosting)
#   TIMEOUT          seconds after which the run is ended with status 124
#   GDB_PORT         for --debug (3333)
#   RP2040_CLOCK     host (default): the guest's clock follows the host's; virtual: time passes while the guest works, and jumps
#                    to the next alarm when it sleeps, so runs repeat
#   QEMU_EXTRA       -icount shift=N,sleep=off, which means this in QEMU, is taken for virtual
#   RP2040_CYCLES=1  says on standard error at the end how many cycles were executed, and at what time the guest ended
#   RP2040_FLASH     quad (default), or serial: a flash whose four data lines are not enabled
set -eu

root=$(cd "$(dirname "$0")/.." && pwd)
case ${SERIAL:-stdio} in
stdio | output | unix:?*) ;;
*) echo "SERIAL is stdio, output or unix:PATH in rp2040js, not '$SERIAL'" >&2; exit 2 ;;
esac
case ${QEMU_EXTRA:-} in
'') ;;
'-icount shift='[0-9]',sleep=off') export RP2040_CLOCK=virtual ;;
*) echo "QEMU_EXTRA: rp2040js takes no arguments, so not '$QEMU_EXTRA'" >&2; exit 2 ;;
esac

# The lock file decides what is installed; a copy beside the packages says which one did. Another run may do the same now.
packages=$root/build/rp2040
if ! cmp -s "$root/tools/rp2040/package-lock.json" "$packages/installed"; then
    new=$packages.$$
    mkdir -p "$new"
    cp "$root"/tools/rp2040/{package.json,package-lock.json,.npmrc} "$new"
    (cd "$new" && npm ci --ignore-scripts --no-audit --no-fund --loglevel=error >&2) </dev/null
    cp "$new/package-lock.json" "$new/installed"
    old=$packages.old.$$
    mv -T "$packages" "$old" 2>/dev/null || true
    mv -T "$new" "$packages" 2>/dev/null || true
    rm -rf "$new" "$old"
fi

command=(node "$root/tools/rp2040/run.js" "$packages/node_modules/rp2040js" "$@")
# Without --foreground, timeout takes node away from the terminal and no key reaches it.
if [ -n "${TIMEOUT:-}" ]; then command=(timeout --foreground -k 1 "$TIMEOUT" "${command[@]}"); fi
exec "${command[@]}"
