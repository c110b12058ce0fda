/* SPDX-License-Identifier: MIT */
/* The clock: two words that the tick handler alone writes. */
#include "internal.h"

void vow_loop_tick_from_isr(struct vow_loop *loop, uint32_t ticks)
{
    uint32_t low = loop->ticks_low + ticks;

    if (UNLIKELY(low < ticks)) { /* a more urgent handler that reads the clock must not see one word without the other */
        uintptr_t state = vow_arch_irq_save(); /* 5 instructions */

        loop->ticks_low = low; /* [T2] */
        loop->ticks_high++; /* [T3] */
        vow_arch_irq_restore(state);
    } else {
        loop->ticks_low = low; /* [T1] */
    }
#if VOW_CONFIG_WAKE_HOOK
    if (loop->wake)
        loop->wake(loop->wake_argument);
#endif
}

vow_time vow_clock_now(void) { return loop_now(LOOP); }
