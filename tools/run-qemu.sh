#!/bin/bash
# SPDX-License-Identifier: MIT
# run-qemu.sh [--debug] QEMU-COMMAND... ELF
# Runs a program in QEMU with the board's UART where SERIAL says; the exit status is the guest's.
#   SERIAL      stdio (default), pty, unix:PATH (a socket; the guest starts when a client has connected), or output (nothing is typed)
#   SERIAL_MUX  1, with stdio: Ctrl-A b is a break on the line, Ctrl-A twice the byte 0x01
#   VOW_TESTS   the guest's command line (semihosting)
#   QEMU_EXTRA  more arguments for QEMU
#   TIMEOUT     seconds after which the run is ended with status 124
#   GDB_PORT    for --debug (3333)
set -u

debug=
if [ "$1" = --debug ]; then debug=1; shift; fi
elf=${*: -1}
serial=${SERIAL:-stdio}
port=${GDB_PORT:-3333}
read -r -a extra <<<"${QEMU_EXTRA:-}"

case $serial in
stdio|output) chardev=stdio,id=uart0,signal=off${SERIAL_MUX:+,mux=on} ;;
pty)       chardev=pty,id=uart0 ;;
unix:?*)   chardev=socket,id=uart0,path=${serial#unix:},server=on,wait=on ;;
*)         echo "SERIAL is stdio, output, pty or unix:PATH, not '$serial'" >&2; exit 2 ;;
esac

gdb=(gdb-multiarch -q "$elf" -ex "target remote localhost:$port")
if [ -n "$debug" ]; then
    extra+=(-S -gdb "tcp:localhost:$port")
    # The terminal is gdb's: the guest may write to it, but what is typed goes to gdb.
    if [ -t 0 ] && [ "$serial" = stdio ]; then chardev=file,id=uart0,path=/dev/stdout; fi
fi

command=("${@:1:$#-1}" -display none -monitor none -chardev "$chardev" -serial chardev:uart0
    -semihosting-config "enable=on,target=native${VOW_TESTS:+,arg=${VOW_TESTS//,/,,}}" "${extra[@]}" -kernel "$elf")
# Without --foreground, timeout takes QEMU away from the terminal and no key reaches it.
if [ -n "${TIMEOUT:-}" ]; then command=(timeout --foreground -k 1 "$TIMEOUT" "${command[@]}"); fi

if [ -n "$debug" ]; then
    if [ -t 0 ]; then
        # Ctrl-C is gdb's, to stop the guest: in a session of its own QEMU does not see it.
        setsid "${command[@]}" </dev/null &
        trap 'kill $! 2>/dev/null' EXIT
        trap : INT
        "${gdb[@]}"
        exit
    fi
    printf 'the guest waits for a debugger:'
    printf ' %q' "${gdb[@]}"
    echo
fi
case $serial in
output) exec "${command[@]}" </dev/null ;;
pty)    exec "${command[@]}" </dev/null ;;
unix:*) echo "the guest starts when a client connects to ${serial#unix:}" >&2
        exec "${command[@]}" </dev/null ;;
esac
if [ -t 0 ]; then exec "${command[@]}"; fi

# The guest's UART has no end of file, so the end of a pipe becomes the byte 0x04. The feeder is a single process:
# it can be ended when the guest ends first.
{ exec 3<&0; } 2>/dev/null || exec 3</dev/null
exec 4< <(exec cat - <(printf '\004') <&3 2>/dev/null)
feeder=$!
"${command[@]}" <&4 &
guest=$!
trap 'kill "$guest" 2>/dev/null' TERM HUP INT
wait "$guest"; status=$?
kill "$feeder" 2>/dev/null
exit "$status"
