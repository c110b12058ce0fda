#!/bin/bash
# SPDX-License-Identifier: MIT
# outoftree.sh make|cmake|reproducible
# A program outside this tree, from an empty folder: built with four lines of make, or with CMake, run, its output and
# status compared. `reproducible`: two copies of the tree in different folders give the same bytes.
set -eu
unset MAKEFLAGS MAKELEVEL MFLAGS
root=$(cd "$(dirname "$0")/.." && pwd)
board=mps2-an385
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"

fail() { echo "outoftree.sh: $*" >&2; exit 1; }

write_program() {
    cat >main.c <<'END'
#include <stdio.h>

#include <vow/board.h>

int main(void)
{
    printf("out of tree on %s\n", vow_board_name);
    return 0;
}
END
}

expect() { # the program's whole output and a good status
    [ "$1" = "out of tree on $board" ] || fail "the program printed: $1"
}

run_elf() {
    TIMEOUT=20 QEMU_EXTRA='-icount shift=0,sleep=off' "$root/tools/run-qemu.sh" qemu-system-arm -M "$board" "$1" </dev/null
}

case ${1:-} in
make)
    write_program
    printf '%s\n' 'APP_SRCS := main.c' "BOARD    := $board" "VOW      := $root" "include \$(VOW)/vow.mk" >Makefile
    make -s 2>build.log || { cat build.log >&2; fail 'make failed'; }
    output=$(make -s run TIMEOUT=20 QEMU_EXTRA='-icount shift=0,sleep=off' </dev/null) || fail 'make run failed'
    expect "$output"
    table=$(make -s size) || fail 'make size failed'
    [ "$(grep -c '^total ' <<<"$table")" = 1 ] || fail 'make size printed no table'
    ;;
cmake)
    write_program
    cat >CMakeLists.txt <<END
cmake_minimum_required(VERSION 3.18)
project(outoftree C)
set(VOW_BOARD $board)
add_subdirectory($root vow)
add_executable(program main.c)
target_link_libraries(program vow::vow)
END
    { cmake -S . -B out -DCMAKE_TOOLCHAIN_FILE="$root/tools/cmake/arm-none-eabi.cmake" && cmake --build out; } >build.log 2>&1 ||
        { cat build.log >&2; fail 'cmake failed'; }
    output=$(run_elf out/program) || fail 'the program failed'
    expect "$output"
    ;;
reproducible)
    for copy in one another/deeper; do
        mkdir -p "$copy/examples/program"
        tar -C "$root" --exclude ./build --exclude ./.git -cf - . | tar -C "$copy" -xf -
        (cd "$copy/examples/program" && write_program)
    done
    for compiler in gcc clang; do
        build() { make -s -C "$1" --no-print-directory APP=program CC_KIND="$compiler" "${@:2}"; }
        for copy in one another/deeper; do
            build "$copy" 2>build.log || { cat build.log >&2; fail 'make failed'; }
        done
        for file in "$(build one print-elf)" "$(build one print-lib)"; do
            cmp "one/$file" "another/deeper/$file" || fail "two folders gave different files with $compiler"
        done
    done
    ;;
*)
    fail 'make, cmake or reproducible?'
    ;;
esac
