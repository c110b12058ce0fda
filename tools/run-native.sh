#!/bin/bash
# SPDX-License-Identifier: MIT
# run-native.sh COMMAND...
# Runs a program of the native board; the terminal, which it makes raw, is given back even after a crash or the timeout.
#   SERIAL      stdio, and nothing else here
#   TIMEOUT     seconds after which the run is ended with status 124
set -u

if [ "${SERIAL:-stdio}" != stdio ]; then
    echo "BOARD=native has SERIAL=stdio only, not '$SERIAL'" >&2
    exit 2
fi
command=("$@")
if [ -n "${TIMEOUT:-}" ]; then command=(timeout --foreground -k 1 "$TIMEOUT" "$@"); fi
[ -t 0 ] || exec "${command[@]}"

saved=$(stty -g)
trap 'stty "$saved"' EXIT
# In the background, for a shell that waits in the foreground passes no SIGTERM on. There Ctrl-C would be ignored.
env --default-signal=INT,QUIT "${command[@]}" <&0 &
program=$!
trap 'kill "$program" 2>/dev/null' TERM HUP INT
wait "$program"
