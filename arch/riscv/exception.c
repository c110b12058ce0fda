/* SPDX-License-Identifier: MIT */
/* The traps that nobody handles: told by name and place, then the program ends with status 1. */
#include "../common/report.h"

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

/* `cause` is mcause, of a source of the interrupt controller 16 more than the source; `value` is mtval. */
_Noreturn void vow_default_handler_(uintptr_t cause, uintptr_t place, uintptr_t value)
{
    const uintptr_t interrupt = (uintptr_t)1 << (8 * sizeof cause - 1), number = cause & ~interrupt;
    const char *name = NULL;

    if (number < 16)
        name = cause & interrupt ? vow_interrupt_names[number] : vow_exception_names[number];
    vow_report_decimal_("panic: unexpected exception ", number);
    vow_report_text_(" (");
    if (cause & interrupt && number >= 16)
        vow_report_decimal_("interrupt ", number - 16);
    else
        vow_report_text_(name ? name : "reserved");
    vow_report_hex_(") at PC 0x", place);
    if (!(cause & interrupt)) {
        vow_report_hex_(", value 0x", value);
    }
    vow_report_text_("\n");
    vow_board_exit(1);
}
