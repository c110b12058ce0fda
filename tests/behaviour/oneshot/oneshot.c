/* SPDX-License-Identifier: MIT */
/* The board's one-shot timer: deadlines that call a handler. */
#include "oneshot_test.h"

VOW_TEST(oneshot_fires_once_on_time)
{
    static const uint32_t us[] = { 10, 77, 500, 1000, 1001, 5000, 12345 };

    open();
    for (unsigned i = 0; i < sizeof us / sizeof us[0]; i++) {
        fired = 0;
        start(counts_of_us(us[i]));
        wait_us(20000);
        EXPECT_EQ(fired, 1);
        expect_on_time();
    }
}

/* Every small count, and 0: the deadline passes while it is being set. */
VOW_TEST(oneshot_passes_while_being_set)
{
    open();
    for (uint32_t counts = 0; counts < 100; counts++) {
        fired = 0;
        start(counts);
        drain();
        EXPECT_EQ(fired, 1);
        EXPECT((int32_t)(fired_at - due) >= 0 && fired_at - due < counts_of_us(100));
        EXPECT_EQ(vow_oneshot_left(oneshot), 0);
    }
}

/* Masked until it is over: it fires as soon as it may, also when it had passed before it was set. */
VOW_TEST(oneshot_has_passed)
{
    uintptr_t state;
    uint32_t from;

    open();
    from = vow_oneshot_now(oneshot);
    vow_oneshot_start_at(oneshot, from - 1000, note, NULL);
    drain();
    EXPECT_EQ(fired, 1);
    EXPECT(fired_at - from < counts_of_us(100));
    state = vow_irq_save();
    vow_oneshot_start_at(oneshot, vow_oneshot_now(oneshot), note, NULL);
    EXPECT_EQ(fired, 1);
    EXPECT_EQ(vow_oneshot_left(oneshot), 1);
    vow_irq_restore(state);
    drain();
    EXPECT_EQ(fired, 2);
}

VOW_TEST(oneshot_start_replaces)
{
    open();
    start(counts_of_us(3000));
    start(counts_of_us(7000));
    wait_us(4000);
    EXPECT_EQ(fired, 0);
    wait_us(5000);
    EXPECT_EQ(fired, 1);
    expect_on_time();
    start(counts_of_us(7000));
    start(counts_of_us(3000));
    wait_us(10000);
    EXPECT_EQ(fired, 2);
    expect_on_time();
}

VOW_TEST(oneshot_stop_before_and_after)
{
    uint32_t left;

    open();
    EXPECT_EQ(vow_oneshot_stop(oneshot), 0);
    start(counts_of_us(9000));
    wait_us(3000);
    left = vow_oneshot_left(oneshot);
    EXPECT(left > counts_of_us(4000) && left <= counts_of_us(6000));
    EXPECT(vow_oneshot_stop(oneshot) <= left);
    wait_us(10000);
    EXPECT_EQ(fired, 0);
    EXPECT_EQ(vow_oneshot_left(oneshot), 0);
    start(counts_of_us(100));
    wait_us(1000);
    EXPECT_EQ(vow_oneshot_stop(oneshot), 0);
    EXPECT_EQ(fired, 1);
}

/* Its interrupt is pending already when it is stopped, or replaced. */
VOW_TEST(oneshot_stop_of_one_that_is_due)
{
    const uintptr_t state = vow_irq_save();

    open();
    start(0);
    EXPECT_EQ(vow_oneshot_stop(oneshot), 1);
    vow_irq_restore(state);
    drain();
    EXPECT_EQ(fired, 0);
}

VOW_TEST(oneshot_replaces_one_that_is_due)
{
    const uintptr_t state = vow_irq_save();

    open();
    start(0);
    start(counts_of_us(5000));
    vow_irq_restore(state);
    wait_us(3000);
    EXPECT_EQ(fired, 0);
    wait_us(4000);
    EXPECT_EQ(fired, 1);
    expect_on_time();
}

VOW_TEST(oneshot_longest)
{
    open();
    EXPECT(!vow_oneshot_start(oneshot, VOW_ONESHOT_LONGEST_COUNTS + 1, note, NULL));
    EXPECT_EQ(vow_oneshot_left(oneshot), 0);
    EXPECT(vow_oneshot_start(oneshot, VOW_ONESHOT_LONGEST_COUNTS, note, NULL));
    EXPECT(vow_oneshot_left(oneshot) > VOW_ONESHOT_LONGEST_COUNTS - counts_of_us(1000));
    wait_us(50000);
    EXPECT_EQ(fired, 0);
    EXPECT(vow_oneshot_stop(oneshot) < VOW_ONESHOT_LONGEST_COUNTS - counts_of_us(49000));
    EXPECT(vow_oneshot_counts_from_us(oneshot, UINT32_MAX) > VOW_ONESHOT_LONGEST_COUNTS);
}

enum { PULSES = 200 };

/* Each deadline is counted from the last one, not from now. */
static void again(void *period)
{
    fired_at = vow_oneshot_now(oneshot);
    expect_on_time();
    if (++fired < PULSES) {
        due += *(const uint32_t *)period;
        vow_oneshot_start_at(oneshot, due, again, period);
    }
}

VOW_TEST(oneshot_from_its_handler_without_drift)
{
    uint32_t period, from;

    open();
    period = counts_of_us(97);
    from = vow_oneshot_now(oneshot);
    due = from + period;
    vow_oneshot_start_at(oneshot, due, again, &period);
    wait_us(25000);
    EXPECT_EQ(fired, PULSES);
    EXPECT_EQ(due - from, PULSES * period);
}

static struct vow_promise *event;
static void settle_event(void *unused)
{
    note(unused);
    vow_promise_resolve_from_isr(&vow_main_loop, event, vow_string("woken"));
}

/* No timer of the loop is due for long: the interrupt ends the sleep. */
VOW_TEST(oneshot_wakes_the_sleeping_loop)
{
    open();
    event = vow_promise_new("event");
    vow_promise_retain(event);
    due = vow_oneshot_now(oneshot) + counts_of_us(2500);
    vow_oneshot_start_at(oneshot, due, settle_event, NULL);
    await_traced(event, "");
    EXPECT(vow_oneshot_now(oneshot) - due < counts_of_us(200));
    expect_on_time();
    EXPECT_TRACE("woken\n");
}

/* Stopped by the more urgent of two handlers, started by the other. */
static void stop_it(void) { TRACE("left %s", vow_oneshot_stop(oneshot) ? "some" : "none"); }
static void start_it(void)
{
    start(counts_of_us(1000));
    vow_test_irq_raise(1);
}

VOW_TEST(oneshot_from_other_handlers)
{
    open();
    vow_test_irq_connect(0, start_it);
    vow_test_irq_connect(1, stop_it);
    vow_test_irq_raise(0);
    wait_us(3000);
    EXPECT_EQ(fired, 0);
    EXPECT_TRACE("left some\n");
}
