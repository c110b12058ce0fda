#!/bin/bash
# SPDX-License-Identifier: MIT
# outoftree.sh --list | [make] [cmake] [cmake_assembly] [own_board] [cancel_points] [reproducible]
# A program outside this tree, from an empty folder: built with four lines of make, or with CMake, for a board of the tree or one of
# its own, run, its output and status compared. `cancel_points`: its code is cancelled at each await. `reproducible`: two copies of the tree in different folders give the same bytes.
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

write_makefile() { # the four lines
    printf '%s\n' 'APP_SRCS := main.c' "BOARD    := $board" "VOW      := $root" "include \$(VOW)/vow.mk" >Makefile
}

test_make() {
    write_program
    write_makefile
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

write_sensor() { # a reading, and whether the bus is let go of at each cancel, or only at those behind the first await
    local defer='VOW_DEFER(give_bus_back, &sensor_bus_is_taken);' first='' last=''
    if [ "$1" = right ]; then first=$defer; else last=$defer; fi
    cat >sensor.c <<END
#include <vow/vow.h>

bool sensor_bus_is_taken;

static void give_bus_back(void *bus) { *(bool *)bus = false; }

vow_value read_sensor(void *argument)
{
    sensor_bus_is_taken = true;
    $first
    vow_sleep_ms(20);
    $last
    vow_sleep_ms(5);
    return vow_pointer(argument);
}
END
    cat >sensor_test.c <<'END'
#include <stdio.h>

#include <vow/cancel_points.h>

extern bool sensor_bus_is_taken;
vow_value read_sensor(void *argument);
static const struct vow_async_function read_sensor_fn = VOW_ASYNC_FUNCTION(read_sensor, 0, 512);

static const char *bus_is_free(void *context)
{
    (void)context;
    return sensor_bus_is_taken ? "the bus is taken" : NULL;
}

int main(void)
{
    const struct vow_cancel_trial trial = { .function = &read_sensor_fn, .check = bus_is_free };
    struct vow_cancel_report report;

    if (!vow_cancel_points_try(&trial, &report)) {
        printf("await %u of %u: %s\n", report.at, report.points, report.fault);
        return 1;
    }
    printf("%u runs\n", report.runs);
    return 0;
}
END
}

test_cancel_points() { # by the line that docs/CANCELLATION.md has
    local line output status=0
    line=$(grep '^make run .*CANCEL_POINTS=1$' "$root/docs/CANCELLATION.md") || fail 'docs/CANCELLATION.md has no command'
    line+=" -s TIMEOUT=20 QEMU_EXTRA='-icount shift=0,sleep=off'"
    write_makefile
    write_sensor wrong
    output=$(eval "$line" 2>build.log </dev/null) || status=$?
    [ "$status" != 0 ] || fail 'a function that keeps the bus passed'
    [ "$output" = 'await 1 of 6: the bus is taken' ] || { cat build.log; fail "of a function that keeps the bus it said: $output"; }
    write_sensor right
    output=$(eval "$line" 2>build.log </dev/null) || { cat build.log; fail "it failed: $output"; }
    [ "$output" = '12 runs' ] || fail "it said: $output"
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

tests=(make cmake cmake_assembly own_board cancel_points reproducible)
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
