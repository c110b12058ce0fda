/* SPDX-License-Identifier: MIT */
/* The loop as a guest: pumped from a superloop with vow_loop_poll. Nothing but the tests makes time pass here. */
#include "../harness/irq.h"
#include "../harness/script.h"

#define LOOP (&vow_main_loop)
enum { PLENTY = 1000 };

static struct vow_timer timers[3];
static struct vow_promise *p, *q;
static uint32_t ticks_to_come;

static void tick(void) { vow_loop_tick_from_isr(LOOP, ticks_to_come); }
static void pass_ms(uint32_t ms)
{
    vow_test_irq_connect(1, tick);
    ticks_to_come = ms;
    vow_test_irq_raise(1);
}

static void settle_both(void)
{
    vow_promise_resolve_from_isr(LOOP, p, vow_string("p"));
    vow_promise_resolve_from_isr(LOOP, q, vow_string("q"));
}

VOW_TEST(poll_idle_says_never)
{
    EXPECT(vow_loop_poll(LOOP, PLENTY) == VOW_TIME_NEVER);
}

VOW_TEST(poll_zero_macrotasks_runs_microtasks)
{
    watch(resolved("v"), "p");
    EXPECT(vow_loop_poll(LOOP, 0) == VOW_TIME_NEVER);
    EXPECT_TRACE("p v\n");
}

ASYNC(sleeps_5)
{
    TRACE("begin");
    vow_sleep_ms(5);
    TRACE("end");
    return VOW_UNDEFINED;
}

VOW_TEST(poll_gives_next_deadline)
{
    vow_time start = vow_clock_now();

    vow_detach(call(sleeps_5));
    EXPECT_EQ(vow_loop_poll(LOOP, PLENTY) - start, 5);
    pass_ms(4);
    EXPECT_EQ(vow_loop_poll(LOOP, PLENTY) - start, 5);
    EXPECT_TRACE("begin\n");
    pass_ms(1);
    EXPECT(vow_loop_poll(LOOP, PLENTY) == VOW_TIME_NEVER);
    EXPECT_TRACE("end\n");
}

VOW_TEST(poll_is_bounded)
{
    p = vow_promise_new(NULL);
    q = vow_promise_new(NULL);
    watch(vow_promise_retain(p), "");
    watch(vow_promise_retain(q), "");
    vow_test_irq_connect(0, settle_both);
    vow_test_irq_raise(0);
    EXPECT(vow_loop_poll(LOOP, 1) <= vow_clock_now());
    EXPECT_TRACE("p\n");
    EXPECT(vow_loop_poll(LOOP, 1) == VOW_TIME_NEVER);
    EXPECT_TRACE("q\n");
}

VOW_TEST(poll_bounds_timers)
{
    for (int i = 0; i < 3; i++)
        vow_timer_start_ms(&timers[i], 2, trace_timer, text("timer"));
    pass_ms(2);
    /* With levels the wheel moves the three first. */
    EXPECT(vow_loop_poll(LOOP, VOW_CONFIG_LEVELS > 1 ? 5 : 2) <= vow_clock_now());
    EXPECT_TRACE("timer\ntimer\n");
    EXPECT(vow_loop_poll(LOOP, 2) == VOW_TIME_NEVER);
    EXPECT_TRACE("timer\n");
}

VOW_TEST(poll_late_catches_up)
{
    vow_timer_start_ms(&timers[0], 3, trace_timer, text("3"));
    vow_timer_start_ms(&timers[1], 40, trace_timer, text("40"));
    vow_timer_start_ms(&timers[2], 2000, trace_timer, text("2000"));
    pass_ms(5000);
    vow_loop_poll(LOOP, PLENTY);
    EXPECT_TRACE("3\n40\n2000\n");
}

/* 256 ticks are as far as the wheel of this image reaches (VOW_CONFIG_TIMER_LEVELS=2). */
VOW_TEST(poll_timer_beyond_the_wheel)
{
    vow_time start = vow_clock_now(), deadline;

    vow_timer_start_ms(&timers[0], 100000, trace_timer, text("far"));
    while ((deadline = vow_loop_poll(LOOP, PLENTY)) != VOW_TIME_NEVER) {
        EXPECT(deadline - start <= 100000);
        EXPECT_TRACE("");
        pass_ms((uint32_t)(deadline - vow_clock_now()));
    }
    EXPECT_EQ(vow_clock_now() - start, 100000);
    EXPECT_TRACE("far\n");
}

static void throw_in_callback(void *reason) { vow_throw(vow_string(reason)); }

VOW_TEST(poll_callback_throws)
{
    vow_timer_start_ms(&timers[0], 1, throw_in_callback, text("x"));
    vow_timer_start_ms(&timers[1], 1, trace_timer, text("goes on"));
    pass_ms(1);
    EXPECT(vow_loop_poll(LOOP, PLENTY) == VOW_TIME_NEVER);
    EXPECT_TRACE("uncaught x\ngoes on\n");
}

#if VOW_CONFIG_WAKE_HOOK
static void wake(void *name) { TRACE("%s", (char *)name); }

VOW_TEST(poll_wake_hook)
{
    p = vow_promise_new(NULL);
    q = vow_promise_new(NULL);
    LOOP->wake = wake;
    LOOP->wake_argument = text("wake");
    vow_test_irq_connect(0, settle_both);
    vow_test_irq_raise(0);
    LOOP->wake = NULL;
    vow_loop_poll(LOOP, PLENTY);
    EXPECT_TRACE("wake\nwake\n");
}
#endif

VOW_TEST(poll_clock_carries_into_high_word)
{
    vow_time start = vow_clock_now();

    pass_ms(0x80000000u);
    vow_loop_poll(LOOP, PLENTY);
    pass_ms(0x80000000u);
    vow_loop_poll(LOOP, PLENTY);
    EXPECT(vow_clock_now() - start == (vow_time)1 << 32);
    vow_timer_start_ms(&timers[0], 3, trace_timer, text("after the carry"));
    pass_ms(3);
    vow_loop_poll(LOOP, PLENTY);
    EXPECT_TRACE("after the carry\n");
}
