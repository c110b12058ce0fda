/* SPDX-License-Identifier: MIT */
/* Sleeps of tasks, and delays that are promises. */
#include "../harness/script.h"

#include <vow/cancel.h>

ASYNC(sleeps)
{
    static const uint8_t ms[] = { 20, 5, 10 };

    for (int i = 0; i < 3; i++) {
        vow_time start = vow_clock_now();

        vow_sleep_ms(ms[i]);
        TRACE("slept %d", (int)(vow_clock_now() - start));
    }
    return VOW_UNDEFINED;
}

VOW_TEST(timer_sleep_sequence)
{
    vow_await(call(sleeps));
    EXPECT_TRACE("slept 20\nslept 5\nslept 10\n");
}

VOW_TEST(timer_sleep_until_a_time_does_not_drift)
{
    const vow_time start = vow_clock_now();

    for (vow_time due = start; due < start + 30; vow_sleep_until(due += 10)) {
        TRACE("at %d", (int)(vow_clock_now() - start));
        vow_sleep_ms(3);
    }
    EXPECT_EQ(vow_clock_now(), start + 30);
    vow_sleep_until(start);
    EXPECT_EQ(vow_clock_now(), start + 31);
    EXPECT_TRACE("at 0\nat 10\nat 20\n");
}

VOW_TEST(timer_sleep_until_a_time_is_cancelled)
{
    const vow_time start = vow_clock_now();

    VOW_TRY {
        VOW_TIMEOUT_MS(5);
        vow_sleep_until(start + 1000);
    } VOW_CATCH(e) {
        TRACE("%s at %d", e.e->name, (int)(vow_clock_now() - start));
    } VOW_END
    EXPECT_TRACE("TimeoutError at 5\n");
}

static struct vow_timer timer;
static void do_nothing(void *unused) { (void)unused; }

VOW_TEST(timer_sleep_takes_nothing_from_pools)
{
    unsigned live = vow_loop_live();

    vow_timer_start_ms(&timer, 1, do_nothing, NULL);
    EXPECT_EQ(vow_loop_live(), live);
    vow_sleep_us(1500);
    EXPECT_EQ(vow_loop_live(), live);
}

VOW_TEST(timer_delay_promise)
{
    vow_time start = vow_clock_now();

    await_traced(vow_delay_ms(12), "delay");
    EXPECT_EQ(vow_clock_now() - start, 12);
    EXPECT_TRACE("delay undefined\n");
}

VOW_TEST(timer_delay_let_go)
{
    vow_detach(vow_delay_ms(5));
    vow_sleep_ms(8);
}
