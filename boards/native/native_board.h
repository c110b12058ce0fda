/* SPDX-License-Identifier: MIT */
/* What the files of this board share. */
#ifndef VOW_NATIVE_BOARD_H
#define VOW_NATIVE_BOARD_H

#include <stdbool.h>

/* Simulated interrupts: 0 to 29 are free for programs but for UART0's two. All of the board's have one priority. */
enum { VOW_NATIVE_UART0_RECEIVE = 0, VOW_NATIVE_UART0_TRANSMIT = 1, VOW_NATIVE_TICK = 31, VOW_NATIVE_PRIORITY = 128 };

/* True: VOW_NATIVE_CLOCK=real, the clock is the machine's. False: the clock jumps to what is next. */
bool vow_native_clock_is_real(void);

/* Weak in the clock: only a program that uses UART0 links them (uart0.c). */

/* Standard input has not ended: bytes may still come. */
bool vow_native_uart0_is_open(void) __attribute__((weak));

/* Waits at most `timeout_us` (-1: for ever) for input, and lets at most `bytes` of it arrive.
 * Returns true if something arrived. */
bool vow_native_uart0_input(long timeout_us, unsigned bytes) __attribute__((weak));

/* Shows what was sent. */
void vow_native_uart0_flush(void) __attribute__((weak));

#endif
