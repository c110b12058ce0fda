/* SPDX-License-Identifier: MIT */
/* Ticks that end while interrupts are masked, on a board whose one-shot timer counts what the tick counts. */
#ifndef VOW_TESTS_MASKED_TICKS_H
#define VOW_TESTS_MASKED_TICKS_H

#include "test.h"

#include <vow/board_oneshot.h>
#include <vow/irq.h>

/* From a tick's begin on; a half lies before the end of the next tick. */
static inline vow_time ticks_after_masked_halves(unsigned halves)
{
    const uint32_t half = vow_oneshot_counts_hz(&vow_board_oneshot) / VOW_CONFIG_CLOCK_HZ / 2;
    uint32_t from;
    uintptr_t state;
    vow_time start;

    vow_sleep_ms(1);
    start = vow_clock_now();
    from = vow_oneshot_now(&vow_board_oneshot);
    state = vow_irq_save();
    while (vow_oneshot_now(&vow_board_oneshot) - from < halves * half)
        continue;
    EXPECT(vow_clock_now() == start);
    vow_irq_restore(state);
    return vow_clock_now() - start;
}

static inline void expect_all_are_made_up(void)
{
    vow_board_oneshot_open();
    EXPECT_EQ(ticks_after_masked_halves(1), 0);
    EXPECT_EQ(ticks_after_masked_halves(3), 1);
    EXPECT_EQ(ticks_after_masked_halves(5), 2);
    EXPECT_EQ(ticks_after_masked_halves(13), 6);
}

#endif
