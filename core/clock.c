/* SPDX-License-Identifier: MIT */
/* The clock: two words that the tick handler alone writes. */
#include "internal.h"

void vow_loop_tick_from_isr(struct vow_loop *loop, uint32_t ticks)
{
    uint32_t low = loop->ticks_low + ticks;

    loop->ticks_low = low;
    if (UNLIKELY(low < ticks))
        loop->ticks_high++;
#if VOW_CONFIG_WAKE_HOOK
    if (loop->wake)
        loop->wake(loop->wake_argument);
#endif
}

/* Read again if the handler carried into the high word in between. */
vow_time vow_loop_now_(const struct vow_loop *loop)
{
    uint32_t high, low;

    do {
        high = loop->ticks_high;
        low = loop->ticks_low;
    } while (UNLIKELY(high != loop->ticks_high));
    return (vow_time)high << 32 | low;
}

vow_time vow_clock_now(void) { return vow_loop_now_(LOOP); }
