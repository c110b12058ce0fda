/* SPDX-License-Identifier: MIT */
/* What the files of this board share. */
#ifndef VOW_NATIVE_BOARD_H
#define VOW_NATIVE_BOARD_H

#include <stdbool.h>
#include <stdint.h>

#include <vow/config.h>

/* Simulated interrupts: 0 to 27 are free for programs but for UART0's two. All of the board's have one priority:
 * of those that wait, the first one goes first, so the tick comes before the deadline that its time reaches. 28 belongs to
 * a loop above the others (arch/native/above.c). */
enum {
    VOW_NATIVE_UART0_RECEIVE = 0, VOW_NATIVE_UART0_TRANSMIT = 1, VOW_NATIVE_BUTTON = 29, VOW_NATIVE_TICK = 30, VOW_NATIVE_ONESHOT = 31,
    VOW_NATIVE_PRIORITY = 128
};

/* True: VOW_NATIVE_CLOCK=real, the clock is the machine's. False: the clock jumps to what is next. */
bool vow_native_clock_is_real(void);

/* The clock in finer steps: microseconds, or ticks if they are finer still. */
enum { VOW_NATIVE_COUNTS_A_TICK = VOW_CONFIG_CLOCK_HZ < 1000000 ? 1000000 / VOW_CONFIG_CLOCK_HZ : 1 };
#define VOW_NATIVE_COUNTS_HZ ((uint32_t)VOW_CONFIG_CLOCK_HZ * VOW_NATIVE_COUNTS_A_TICK)
uint64_t vow_native_count(void);

/* The ticks that the virtual clock has let pass: the board's own sum, to compare the loop's clock with. */
uint64_t vow_native_passed(void);

/* Weak in the clock: only a program that uses the one-shot timer links it (oneshot.c). When its interrupt is due, UINT64_MAX for
 * never. */
uint64_t vow_native_oneshot_due(void) __attribute__((weak));

/* Weak in the clock: only a program that uses UART0 links them (uart0.c). */

/* Standard input has not ended: bytes may still come. */
bool vow_native_uart0_is_open(void) __attribute__((weak));

/* Waits at most `timeout_us` (-1: for ever) for input, and lets at most `bytes` of it arrive.
 * Returns true if something arrived. */
bool vow_native_uart0_input(long timeout_us, unsigned bytes) __attribute__((weak));

/* Shows what was sent. */
void vow_native_uart0_flush(void) __attribute__((weak));

#endif
