/* SPDX-License-Identifier: MIT */
/* The board's one-shot timer: delays that are promises, and the count that both are measured with. */
#include "oneshot_test.h"

VOW_TEST(oneshot_delay_in_many_steps)
{
    uint32_t from;

    open();
    for (unsigned i = 0; i < 50; i++) {
        from = vow_oneshot_now(oneshot);
        vow_await(vow_oneshot_delay(oneshot, counts_of_us(130)));
        EXPECT(vow_oneshot_now(oneshot) - from >= counts_of_us(130));
        EXPECT(vow_oneshot_now(oneshot) - from < counts_of_us(200));
    }
}

static void watch_error(struct vow_promise *promise, const char *name)
{
    vow_value reason = VOW_UNDEFINED;

    vow_await_result(promise, &reason);
    TRACE("%s %s", name,
          reason.e == &vow_error_oneshot_busy ? "busy" : reason.e == &vow_error_oneshot_too_long ? "too long"
          : reason.e == &vow_error_oneshot_stopped ? "stopped" : "?");
}

VOW_TEST(oneshot_delay_refuses)
{
    struct vow_promise *first;

    open();
    watch_error(vow_oneshot_delay(oneshot, VOW_ONESHOT_LONGEST_COUNTS + 1), "long");
    first = vow_oneshot_delay(oneshot, counts_of_us(500));
    watch_error(vow_oneshot_delay(oneshot, 10), "second");
    await_traced(first, "first");
    start(counts_of_us(500));
    watch_error(vow_oneshot_delay(oneshot, 10), "behind a start");
    wait_us(2000);
    EXPECT_EQ(fired, 1);
    EXPECT_TRACE("long too long\nsecond busy\nfirst undefined\nbehind a start busy\n");
}

VOW_TEST(oneshot_delay_is_stopped_and_replaced)
{
    struct vow_promise *delay;

    open();
    delay = vow_oneshot_delay(oneshot, counts_of_us(5000));
    EXPECT(vow_oneshot_stop(oneshot) > counts_of_us(4000));
    watch_error(delay, "first");
    delay = vow_oneshot_delay(oneshot, counts_of_us(5000));
    start(counts_of_us(300));
    watch_error(delay, "second");
    wait_us(8000);
    EXPECT_EQ(fired, 1);
    EXPECT_TRACE("first stopped\nsecond stopped\n");
}

/* The count and the loop's clock go on together: over a fifth of a second they differ by less than two ticks. The steps are short,
 * because QEMU with sleep=off lets two periods of SysTick pass in a sleep that nothing else ends, and SysTick knows of one. */
VOW_TEST(oneshot_count_keeps_the_time)
{
    const uint32_t ticks = VOW_CONFIG_CLOCK_HZ / 5;
    uint32_t from, last, counts_a_tick;
    vow_time began;

    open();
    counts_a_tick = vow_oneshot_counts_hz(oneshot) / VOW_CONFIG_CLOCK_HZ;
    drain();
    began = vow_clock_now();
    from = last = vow_oneshot_now(oneshot);
    while (vow_clock_now() - began < ticks) {
        uint32_t now;

        vow_await(vow_oneshot_delay(oneshot, counts_a_tick / 10));
        now = vow_oneshot_now(oneshot);
        EXPECT((int32_t)(now - last) > 0);
        last = now;
    }
    EXPECT(last - from > (ticks - 2) * counts_a_tick);
    EXPECT(last - from < (ticks + 2) * counts_a_tick);
}

/* Over a tick that nobody could take. (On native no time passes here.) */
VOW_TEST(oneshot_count_goes_on_while_masked)
{
    uintptr_t state;
    uint32_t from, last, now;
    bool went_back = false;

    open();
    drain();
    state = vow_irq_save();
    from = last = vow_oneshot_now(oneshot);
    for (unsigned i = 0; i < 100000 && last - from < vow_oneshot_counts_hz(oneshot) / VOW_CONFIG_CLOCK_HZ * 5 / 4; i++) {
        now = vow_oneshot_now(oneshot);
        went_back |= (int32_t)(now - last) < 0;
        last = now;
    }
    vow_irq_restore(state);
    EXPECT(!went_back);
}
