/* SPDX-License-Identifier: MIT */
/* The traps that nobody handles: told by name and place, then the program ends with status 1. */
#include <vow/board.h>

_Noreturn void vow_default_handler_(uintptr_t cause, uintptr_t place, uintptr_t value);

/* Privileged ISA, table 3.6. */
static const char *const vow_exception_names[16] = {
    [0] = "instruction address misaligned", [1] = "instruction access fault", [2] = "illegal instruction",
    [3] = "breakpoint",                     [4] = "load address misaligned",  [5] = "load access fault",
    [6] = "store address misaligned",       [7] = "store access fault",       [8] = "environment call from U-mode",
    [11] = "environment call from M-mode",
};
static const char *const vow_interrupt_names[16] = {
    [1] = "supervisor software interrupt", [3] = "machine software interrupt",
    [5] = "supervisor timer interrupt",    [7] = "machine timer interrupt",
    [9] = "supervisor external interrupt", [11] = "machine external interrupt",
};

static void vow_tell(const char *text)
{
    vow_board_console_write(text, __builtin_strlen(text));
}

static void vow_tell_number(uintptr_t number, unsigned base, unsigned least_digits)
{
    char digits[2 * sizeof number + 4];
    size_t first = sizeof digits;

    while (number || least_digits) {
        digits[--first] = "0123456789abcdef"[number % base];
        number /= base;
        least_digits -= least_digits != 0;
    }
    vow_board_console_write(digits + first, sizeof digits - first);
}

/* `cause` is mcause, of a source of the interrupt controller 16 more than the source; `value` is mtval. */
_Noreturn void vow_default_handler_(uintptr_t cause, uintptr_t place, uintptr_t value)
{
    const uintptr_t interrupt = (uintptr_t)1 << (8 * sizeof cause - 1), number = cause & ~interrupt;
    const char *name = NULL;

    if (number < 16)
        name = cause & interrupt ? vow_interrupt_names[number] : vow_exception_names[number];
    vow_tell("panic: unexpected exception ");
    vow_tell_number(number, 10, 1);
    vow_tell(" (");
    if (cause & interrupt && number >= 16) {
        vow_tell("interrupt ");
        vow_tell_number(number - 16, 10, 1);
    } else {
        vow_tell(name ? name : "reserved");
    }
    vow_tell(") at PC 0x");
    vow_tell_number(place, 16, 2 * sizeof place);
    if (!(cause & interrupt)) {
        vow_tell(", value 0x");
        vow_tell_number(value, 16, 2 * sizeof value);
    }
    vow_tell("\n");
    vow_board_exit(1);
}
