/* SPDX-License-Identifier: MIT */
/* What the files of this board share. Interrupt numbers are the peripheral's place in the memory map: nRF51 Series Reference Manual,
 * chapter "Peripheral interface". */
#ifndef VOW_BOARD_MICROBIT_H
#define VOW_BOARD_MICROBIT_H

#define TIMER0 ((void *)0x40008000u)

enum { UART0_INTERRUPT = 2, TIMER0_INTERRUPT = 8 };

/* With VOW_CONFIG_TICKLESS: TIMER0 counts microseconds, and its interrupt is let in (tick.c). */
void vow_microbit_start_timer0(void);

/* Weak in the tick's handler: only a program that uses the one-shot timer or the watchdog links it.   @context isr */
void vow_microbit_oneshot_handler(void) __attribute__((weak));
void vow_microbit_watchdog_tick(void) __attribute__((weak));

#endif
