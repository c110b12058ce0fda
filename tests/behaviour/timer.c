/* SPDX-License-Identifier: MIT */
/* Timers (rule 10 of the standard's order). Times are the board's, not the wall's. */
#include "../harness/script.h"

static struct vow_timer timers[8];

static void set(unsigned index, uint32_t ms, const char *name)
{
    vow_timer_start_ms(&timers[index], ms, trace_timer, text(name));
}

VOW_TEST(timer_order_by_delay)
{
    set(0, 45, "c");
    set(1, 5, "a");
    set(2, 25, "b");
    TRACE("sync");
    vow_sleep_ms(50);
    EXPECT_TRACE("sync\na\nb\nc\n");
}

VOW_TEST(timer_equal_due_in_order_set)
{
    static const char *const names[] = { "0", "1", "2", "3", "4", "5", "6", "7" };

    for (unsigned i = 0; i < 8; i++)
        set(i, 7, names[i]);
    vow_sleep_ms(10);
    EXPECT_TRACE("0\n1\n2\n3\n4\n5\n6\n7\n");
}

/* Set at different times and so from different places of the wheel. */
VOW_TEST(timer_equal_due_set_at_different_times)
{
    vow_time due = vow_clock_now() + 100;

    vow_timer_start_at(&timers[0], due, trace_timer, text("far"));
    vow_sleep_ms(60);
    vow_timer_start_at(&timers[1], due, trace_timer, text("nearer"));
    vow_sleep_ms(38);
    vow_timer_start_at(&timers[2], due, trace_timer, text("near"));
    vow_sleep_ms(5);
    EXPECT_TRACE("far\nnearer\nnear\n");
}

static vow_time fired_at;
static void note_time(void *unused)
{
    (void)unused;
    fired_at = vow_clock_now();
}

VOW_TEST(timer_fires_at_its_tick)
{
    static const uint16_t ms[] = { 1, 2, 31, 32, 33, 63, 64, 65, 1000, 1023, 1024, 1025, 1100 };

    for (unsigned i = 0; i < sizeof ms / sizeof *ms; i++) {
        vow_time start = vow_clock_now();

        vow_timer_start_ms(&timers[0], ms[i], note_time, NULL);
        vow_sleep_ms(ms[i] + 1u);
        EXPECT_EQ(fired_at - start, ms[i]);
    }
}

VOW_TEST(timer_zero_counts_as_one_tick)
{
    vow_time start = vow_clock_now();

    vow_timer_start_ms(&timers[0], 0, note_time, NULL);
    vow_sleep_ms(2);
    EXPECT_EQ(fired_at - start, 1);
}

VOW_TEST(timer_microseconds_round_up)
{
    vow_time start = vow_clock_now();

    vow_timer_start_us(&timers[0], 1001, note_time, NULL);
    vow_sleep_ms(3);
    EXPECT_EQ(fired_at - start, vow_ticks_from_us(1001));
    EXPECT_EQ(vow_ticks_from_us(1001), 2 * VOW_CONFIG_CLOCK_HZ / 1000);
}

VOW_TEST(timer_past_time_fires_at_next_tick)
{
    vow_time start;

    vow_sleep_ms(5);
    start = vow_clock_now();
    vow_timer_start_at(&timers[0], start - 3, note_time, NULL);
    vow_sleep_ms(2);
    EXPECT_EQ(fired_at - start, 1);
}

VOW_TEST(timer_clear)
{
    set(0, 5, "no");
    EXPECT(vow_timer_stop(&timers[0]));
    EXPECT(!vow_timer_stop(&timers[0]));
    EXPECT(!vow_timer_stop(&(struct vow_timer){ 0 }));
    set(1, 15, "yes");
    vow_sleep_ms(20);
    EXPECT(!vow_timer_stop(&timers[1]));
    EXPECT_TRACE("yes\n");
}

VOW_TEST(timer_start_again_moves)
{
    set(0, 5, "no");
    set(1, 6, "between");
    set(0, 7, "moved");
    vow_sleep_ms(10);
    EXPECT_TRACE("between\nmoved\n");
}

static void stop_other(void *other)
{
    TRACE("clear");
    EXPECT(vow_timer_stop(other));
}

VOW_TEST(timer_clear_from_callback)
{
    set(0, 30, "no");
    vow_timer_start_ms(&timers[1], 5, stop_other, &timers[0]);
    set(2, 50, "end");
    vow_sleep_ms(55);
    EXPECT_TRACE("clear\nend\n");
}

VOW_TEST(timer_clear_from_callback_of_the_same_tick)
{
    vow_timer_start_ms(&timers[0], 5, stop_other, &timers[2]);
    set(1, 5, "middle");
    set(2, 5, "no");
    set(3, 5, "last");
    vow_sleep_ms(7);
    EXPECT_TRACE("clear\nmiddle\nlast\n");
}

static void trace_m2(void *unused)
{
    (void)unused;
    TRACE("m1");
    vow_queue_microtask(trace_timer, text("m2"));
}
static void t1(void *unused)
{
    (void)unused;
    TRACE("t1");
    vow_queue_microtask(trace_m2, NULL);
}

VOW_TEST(timer_microtasks_between)
{
    vow_timer_start_ms(&timers[0], 5, t1, NULL);
    set(1, 5, "t2");
    set(2, 20, "t3");
    vow_sleep_ms(25);
    EXPECT_TRACE("t1\nm1\nm2\nt2\nt3\n");
}

static void nested_b(void *unused)
{
    (void)unused;
    TRACE("b");
    set(0, 0, "c");
}
static void nested_a(void *unused)
{
    (void)unused;
    TRACE("a");
    vow_timer_start_ms(&timers[0], 0, nested_b, NULL);
    vow_queue_microtask(trace_timer, text("a micro"));
}

VOW_TEST(timer_nested_zero)
{
    vow_timer_start_ms(&timers[0], 0, nested_a, NULL);
    TRACE("sync");
    vow_sleep_ms(5);
    EXPECT_TRACE("sync\na\na micro\nb\nc\n");
}

VOW_TEST(timer_starvation)
{
    struct vow_promise *p = vow_promise_resolved(VOW_UNDEFINED);

    set(0, 1, "timer");
    for (int i = 0; i < 30; i++)
        p = vow_promise_then(p, i == 29 ? trace_text : give_text, NULL, text("microtasks"));
    vow_detach(p);
    drain();
    drain();
    EXPECT_TRACE("microtasks\ntimer\n");
}

static void throws(void *reason) { vow_throw(vow_string(reason)); }

VOW_TEST(timer_callback_throws)
{
    vow_timer_start_ms(&timers[0], 2, throws, text("x"));
    set(1, 2, "goes on");
    vow_sleep_ms(5);
    EXPECT_TRACE("uncaught x\ngoes on\n");
}

VOW_TEST(timer_microtask_throws)
{
    EXPECT(vow_queue_microtask(throws, text("x")) == NULL);
    EXPECT(vow_queue_microtask(trace_timer, text("goes on")) == NULL);
    drain();
    EXPECT_TRACE("uncaught x\ngoes on\n");
}

VOW_TEST(timer_same_callback_restarts_itself)
{
    vow_time start = vow_clock_now();

    for (int i = 0; i < 50; i++) {
        vow_timer_start_ms(&timers[i % 8], 3, note_time, NULL);
        vow_sleep_ms(4);
    }
    EXPECT_EQ(vow_clock_now() - start, 200);
}
