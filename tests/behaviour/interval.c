/* SPDX-License-Identifier: MIT */
/* Intervals. */
#include "../harness/script.h"

static struct vow_timer timers[3];
static struct vow_interval interval;
static int count;
static void tick_three_times(void *unused)
{
    (void)unused;
    TRACE("tick %d", ++count);
    if (count == 3) {
        EXPECT(vow_interval_stop(&interval));
        TRACE("stopped");
    }
}

VOW_TEST(timer_interval)
{
    count = 0;
    vow_interval_start_ms(&interval, 10, tick_three_times, NULL);
    vow_sleep_ms(60);
    EXPECT(!vow_interval_stop(&interval));
    EXPECT_TRACE("tick 1\ntick 2\ntick 3\nstopped\n");
}

static void trace_i(void *unused)
{
    (void)unused;
    TRACE("i%d", ++count);
}
static void stop_interval(void *unused)
{
    (void)unused;
    TRACE("t70");
    vow_interval_stop(&interval);
}

VOW_TEST(timer_interval_and_timeout)
{
    count = 0;
    vow_interval_start_ms(&interval, 20, trace_i, NULL);
    vow_timer_start_ms(&timers[0], 30, trace_timer, text("t30"));
    vow_timer_start_ms(&timers[1], 50, trace_timer, text("t50"));
    vow_timer_start_ms(&timers[2], 70, stop_interval, NULL);
    vow_sleep_ms(90);
    EXPECT_TRACE("i1\nt30\ni2\nt50\ni3\nt70\n");
}

static void throws_twice(void *unused)
{
    (void)unused;
    if (++count == 3)
        vow_interval_stop(&interval);
    else
        vow_throw(vow_string("from interval"));
}

VOW_TEST(timer_interval_that_throws_goes_on)
{
    count = 0;
    vow_interval_start_ms(&interval, 3, throws_twice, NULL);
    vow_sleep_ms(20);
    EXPECT_EQ(count, 3);
    EXPECT_TRACE("uncaught from interval\nuncaught from interval\n");
}
