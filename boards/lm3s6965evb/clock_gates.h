/* SPDX-License-Identifier: MIT */
/* LM3S6965 Microcontroller data sheet, "System Control": a module may be used 3 clocks after its own starts. */
#ifndef VOW_BOARD_CLOCK_GATES_H
#define VOW_BOARD_CLOCK_GATES_H

#include <stdint.h>

static inline void vow_lm3s6965_start_watchdog_clock(void)
{
    volatile uint32_t *const rcgc0 = (volatile uint32_t *)0x400fe100u;

    *rcgc0 |= 1u << 3;
    (void)*rcgc0;
}

#endif
