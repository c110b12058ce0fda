#!/bin/bash
# SPDX-License-Identifier: MIT
# outoftree.sh --list | [make] [cmake] [cmake_assembly] [own_board] [reproducible]
# A program outside this tree, from an empty folder: built with four lines of make, or with CMake, for a board of the tree or one of
# its own, run, its output and status compared. `reproducible`: two copies of the tree in different folders give the same bytes.
# shellcheck disable=SC2317  # test_NAME is called by its name
set -eu
unset MAKEFLAGS MAKELEVEL MFLAGS
root=$(cd "$(dirname "$0")/.." && pwd)
board=mps2-an385

fail() { echo "outoftree.sh: $*"; exit 1; }

write_program() {
    cat >main.c <<'END'
#include <stdio.h>

#include <vow/board.h>
#include <vow/vow.h>

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
    TIMEOUT=20 QEMU_EXTRA='-icount shift=0,sleep=off' "$root/tools/run-qemu.sh" qemu-system-arm -M "${2:-$board}" "$1" </dev/null
}

build_with_cmake() { # for a board
    cat >CMakeLists.txt <<END
cmake_minimum_required(VERSION 3.18)
project(outoftree C)
set(VOW_BOARD $1)
add_subdirectory($root vow)
add_executable(program main.c)
target_link_libraries(program vow::vow)
END
    { cmake -S . -B out -DCMAKE_TOOLCHAIN_FILE="$root/tools/cmake/arm-none-eabi.cmake" && cmake --build out; } >build.log 2>&1 ||
        { cat build.log; fail 'cmake failed'; }
}

test_make() {
    write_program
    printf '%s\n' 'APP_SRCS := main.c' "BOARD    := $board" "VOW      := $root" "include \$(VOW)/vow.mk" >Makefile
    make -s 2>build.log || { cat build.log; fail 'make failed'; }
    output=$(make -s run TIMEOUT=20 QEMU_EXTRA='-icount shift=0,sleep=off' </dev/null) || fail 'make run failed'
    expect "$output"
    table=$(make -s size) || fail 'make size failed'
    [ "$(grep -c '^total ' <<<"$table")" = 1 ] || fail 'make size printed no table'
}

test_cmake() {
    write_program
    build_with_cmake "$board"
    output=$(run_elf out/program) || fail 'the program failed'
    expect "$output"
}

test_cmake_assembly() { # a board that is not the default one, with assembly in its folder
    board=rpi-pico
    write_program
    build_with_cmake "$board"
    mv out/program out/program.elf
    "$root/tools/uf2.py" --family=0xe48bff56 --rp2040 out/program.elf out/program.uf2 || fail 'boot2 is not in the program'
    output=$(TIMEOUT=60 RP2040_CLOCK=virtual "$root/tools/run-rp2040.sh" out/program.elf </dev/null) || fail 'the program failed'
    expect "$output"
}

test_own_board() {
    write_program
    cp -r "$root/boards/template" mine
    build_with_cmake ./mine
    output=$(run_elf out/program emcraft-sf2) || fail 'the program failed'
    [ "$output" = 'out of tree on template' ] || fail "the program printed: $output"
}

test_reproducible() {
    for copy in one another/deeper; do
        mkdir -p "$copy/examples/program"
        tar -C "$root" --exclude ./build --exclude ./.git -cf - . | tar -C "$copy" -xf -
        (cd "$copy/examples/program" && write_program)
    done
    for compiler in gcc clang; do
        build() { make -s -C "$1" --no-print-directory APP=program CC_KIND="$compiler" "${@:2}"; }
        for copy in one another/deeper; do
            build "$copy" 2>build.log || { cat build.log; fail 'make failed'; }
        done
        for file in "$(build one print-elf)" "$(build one print-lib)"; do
            cmp "one/$file" "another/deeper/$file" || fail "two folders gave different files with $compiler"
        done
    done
}

tests=(make cmake cmake_assembly own_board reproducible)
if [ "${1:-}" = --list ]; then
    printf '%s\n' "${tests[@]}"
    exit
fi
[ $# != 0 ] || set -- "${tests[@]}"
status=0
for name; do
    folder=$(mktemp -d)
    # Not as a condition: that would switch `set -e` off inside.
    (set -e; cd "$folder"; "test_$name") >"$folder.log" 2>&1 &
    if wait $!; then
        echo "ok $name"
    else
        cat "$folder.log"
        echo "not ok $name: see above"
        status=1
    fi
    rm -rf "$folder" "$folder.log"
done
exit $status
