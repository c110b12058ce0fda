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

vow_time vow_clock_now(void) { return loop_now(LOOP); }
