/* SPDX-License-Identifier: MIT */
/* The clock: two words that the tick handler alone writes. It ends at VOW_TIME_NEVER and stays there. */
#include "internal.h"

#include <vow/idle.h>
#include <vow/irq.h>

#if VOW_CONFIG_TICKLESS
struct vow_clock_pause *volatile vow_clock_pause_;
#endif

/* Held: a more urgent handler may read the clock, and it must not find one word new and the other old. */
static __attribute__((noinline)) void carry(struct vow_loop *loop, uint32_t low)
{
    uintptr_t state = vow_arch_irq_hold();
    uint32_t high = loop->ticks_high + 1;

    if (high == 0)
        high = low = UINT32_MAX;
    loop->ticks_low = low; /* [T2] */
    loop->ticks_high = high; /* [T3] */
    vow_arch_irq_release(state);
}

void vow_loop_tick_from_isr(struct vow_loop *loop, uint32_t ticks)
{
    uint32_t low = loop->ticks_low + ticks;

    VOW_IRQ_BELOW_MASK();
    if (LIKELY(low >= ticks))
        loop->ticks_low = low; /* [T1] */
    else
        carry(loop, low);
#if VOW_CONFIG_WAKE_HOOK
    if (loop->wake)
        loop->wake(loop->wake_argument);
#endif
#if VOW_CONFIG_MULTI_LOOP && VOW_CONFIG_WAKE_HOOK
    if (loop->above)
        vow_loop_tick_from_isr(loop->above, ticks);
#endif
}

/* Catching up masks. */
#if VOW_CONFIG_MASK_PRIORITY
#define IS_ABOVE_MASK() vow_arch_is_above_mask()
#else
#define IS_ABOVE_MASK() false
#endif

vow_time vow_clock_now(void)
{
#if VOW_CONFIG_TICKLESS
    struct vow_clock_pause *pause = vow_clock_pause_;

    if (UNLIKELY(pause != NULL) && !IS_ABOVE_MASK())
        pause->catch_up(pause); /* [I0] */
#endif
    return loop_now(LOOP);
}
