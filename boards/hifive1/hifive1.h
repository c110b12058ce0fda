/* SPDX-License-Identifier: MIT */
#ifndef VOW_BOARD_HIFIVE1_H
#define VOW_BOARD_HIFIVE1_H

#include <stdint.h>

#include <vow/tick_clint.h>

#define UART0_REGISTERS ((void *)(uintptr_t)0x10013000u)
#define AON_REGISTERS   ((void *)(uintptr_t)0x10000000u)

#define CORE_HZ 256000000u

#define MIE_MTIE (1u << 7)

/* Cycles of the core's clock, modulo 2^32. */
static inline uint32_t vow_hifive1_cycles(void)
{
    uint32_t count;

    __asm__ volatile("csrr %0, mcycle" : "=r"(count));
    return count;
}

/* clock.c: the core and its devices run at CORE_HZ from the crystal. */
void vow_hifive1_start_clock(void);

/* tick.c. mtime is the count of the one-shot timer too; its handler is weak there: only a program that uses the timer links it
 * (oneshot.c).   @context isr */
extern struct vow_tick_clint vow_hifive1_tick;
void vow_hifive1_measure_mtime(void); /* the first time */
void vow_hifive1_oneshot_handler(void) __attribute__((weak));
void vow_hifive1_watchdog_tick(void) __attribute__((weak)); /* the same for the watchdog */

#endif
