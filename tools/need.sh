#!/bin/sh
# SPDX-License-Identifier: MIT
# need.sh CAPABILITY...
# Makes sure that tools are there, and installs the Debian packages of those that are not. Says nothing when all are.
# Capabilities: make cross-gcc cross-gcc-riscv qemu qemu-riscv native-gcc native-g++ clang wasm cmake node npm gdb python3 socat spin, and
# all (what `make test` needs).
set -u
exec </dev/null

have() { command -v "$1" >/dev/null 2>&1; }

has_cross() {
    case $(arm-none-eabi-gcc -print-file-name=picolibc.specs 2>/dev/null) in */*) ;; *) return 1 ;; esac
}
has_cross_riscv() {
    case $(riscv64-unknown-elf-gcc -print-file-name=picolibc.specs 2>/dev/null) in */*) ;; *) return 1 ;; esac
}
has_native() { have gcc && [ -e /usr/include/stdlib.h ]; }
has_clang() { have clang && ls "$(clang -print-resource-dir)"/lib/linux/libclang_rt.asan-*.a >/dev/null 2>&1; }

packages=
want() {
    for package in "$@"; do
        case "$packages " in *" $package "*) ;; *) packages="$packages $package" ;; esac
    done
}

need() {
    case $1 in
    make)       have make || want make ;;
    cross-gcc)  has_cross || want gcc-arm-none-eabi picolibc-arm-none-eabi ;;
    cross-gcc-riscv) has_cross_riscv || want gcc-riscv64-unknown-elf picolibc-riscv64-unknown-elf ;;
    qemu)       have qemu-system-arm || want qemu-system-arm ;;
    qemu-riscv) { have qemu-system-riscv32 && have qemu-system-riscv64; } || want qemu-system-misc ;;
    native-gcc) has_native || want gcc libc6-dev ;;
    native-g++) have g++ || want g++ ;;
    clang)      has_clang || want clang libclang-rt-14-dev ;;
    wasm)       have clang || want clang; have wasm-ld || want lld ;;
    cmake)      have cmake || want cmake ;;
    node)       have node || want nodejs ;;
    npm)        have npm || want npm ;;
    gdb)        have gdb-multiarch || want gdb-multiarch ;;
    python3)    have python3 || want python3 ;;
    socat)      have socat || want socat ;;
    spin)       have spin || want spin ;;
    all)        for one in cross-gcc cross-gcc-riscv qemu qemu-riscv native-gcc native-g++ clang wasm cmake node npm gdb python3 socat spin; do need "$one"; done ;;
    *)          echo "need.sh: unknown capability '$1'" >&2; exit 2 ;;
    esac
}

for capability in "$@"; do need "$capability"; done
[ -n "$packages" ] || exit 0

install="apt-get install -y --no-install-recommends$packages"
if ! have apt-get; then
    echo "missing tools; the Debian packages that hold them:$packages" >&2
    exit 1
elif [ "$(id -u)" = 0 ]; then
    sudo=
elif have sudo && sudo -n true 2>/dev/null; then
    sudo='sudo -n'
else
    echo "missing:$packages; as root type: apt-get update && $install" >&2
    exit 1
fi

echo "installing:$packages" >&2
apt() {
    $sudo env LC_ALL=C DEBIAN_FRONTEND=noninteractive apt-get -qq -o Acquire::Retries=5 -o DPkg::Lock::Timeout=300 "$@" >"$log" 2>&1
}
# The lock of the package lists has no DPkg::Lock::Timeout, and the daily update of a new machine holds it for a while.
update() {
    tries=60
    until apt update; do
        tries=$((tries - 1))
        grep -q 'Could not get lock' "$log" && [ "$tries" -gt 0 ] || return 1
        sleep 5
    done
}
log=$(mktemp)
trap 'rm -f "$log"' EXIT
# shellcheck disable=SC2086  # a list of words
if update && { apt install -y --no-install-recommends $packages ||
    apt install -y --no-install-recommends --fix-missing $packages; }; then
    exit 0
fi
cat "$log" >&2
echo "that failed; as root type: apt-get update && $install" >&2
exit 1
