/* SPDX-License-Identifier: MIT */
/* Time that passes while interrupts are masked. */
#include "../idle.h"

#include <vow/idle.h>
#include <vow/irq.h>

static struct vow_oneshot *const oneshot = &vow_board_oneshot;

static void wait_until(uint32_t count)
{
    while ((int32_t)(vow_oneshot_now(oneshot) - count) < 0)
        continue;
}

VOW_TEST(tickless_masked_ticks_are_made_up)
{
    uintptr_t state;
    vow_time start;

    vow_board_oneshot_open();
    drain();
    start = vow_clock_now();
    state = vow_irq_save();
    wait_until(vow_oneshot_now(oneshot) + 5 * counts_a_tick());
    EXPECT(vow_clock_now() == start);
    vow_irq_restore(state);
    EXPECT_EQ(vow_clock_now() - start, 5);
}

static bool always(void *unused)
{
    (void)unused;
    return true;
}

/* The tick of the deadline comes while the alarm is set to it, and before, and just afterwards. */
VOW_TEST(tickless_deadline_passes_on_the_way_to_sleep)
{
    enum { TICKS = 2, STEPS = 60 };
    const uint32_t step = vow_oneshot_counts_hz(oneshot) / 1000000 + 1;

    vow_board_oneshot_open();
    for (unsigned i = 0; i < STEPS; i++) {
        uintptr_t state;
        uint32_t from;
        vow_time start;

        drain();
        start = vow_clock_now();
        from = vow_oneshot_now(oneshot);
        state = vow_irq_save();
        wait_until(from + TICKS * counts_a_tick() + (i - STEPS / 2) * step);
        while (vow_clock_now() < start + TICKS)
            vow_board_idle(start + TICKS, always, NULL);
        EXPECT_EQ(vow_clock_now() - start, TICKS);
        vow_irq_restore(state);
        EXPECT_EQ(vow_clock_now() - start, TICKS);
        EXPECT(vow_oneshot_now(oneshot) - from < TICKS * counts_a_tick() + STEPS * step);
    }
}
