/* SPDX-License-Identifier: MIT */
/* What the ports report a fault with: straight to the polled console, without a formatter, a heap or much stack. */
#ifndef VOW_ARCH_REPORT_H
#define VOW_ARCH_REPORT_H

#include <stdint.h>

void vow_report_text_(const char *text);

/* The text and behind it the number: in decimal, or all hexadecimal digits of a word. */
void vow_report_decimal_(const char *text, uintptr_t number);
void vow_report_hex_(const char *text, uintptr_t number);

#endif
