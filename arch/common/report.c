/* SPDX-License-Identifier: MIT */
#include "report.h"

#include <vow/board.h>

void vow_report_text_(const char *text) { vow_board_console_write(text, __builtin_strlen(text)); }

static void report(const char *text, uintptr_t number, unsigned base, unsigned least_digits)
{
    char digits[20]; /* of 2^64 - 1 in decimal */
    size_t first = sizeof digits;

    while (number || sizeof digits - first < least_digits) {
        digits[--first] = "0123456789abcdef"[number % base];
        number /= base;
    }
    vow_report_text_(text);
    vow_board_console_write(digits + first, sizeof digits - first);
}

void vow_report_decimal_(const char *text, uintptr_t number) { report(text, number, 10, 1); }
void vow_report_hex_(const char *text, uintptr_t number) { report(text, number, 16, 2 * sizeof number); }
