/* SPDX-License-Identifier: MIT */
/* Deadlines as functions. */
#include "../harness/waiting.h"

static struct vow_timer timer;
static struct vow_promise *gate;

static void resolve_gate(void *argument)
{
    (void)argument;
    vow_promise_resolve(vow_promise_retain(gate), vow_int(7));
}

ASYNC(sleeper)
{
    VOW_TRY_FINALLY {
        vow_sleep_ms(1000);
    } VOW_FINALLY {
        vow_sleep_ms(1);
        TRACE("cleaned up");
    } VOW_END
    return VOW_UNDEFINED;
}

VOW_TEST(await_timeout_gives_the_value_in_time)
{
    vow_value value;

    EXPECT_EQ(vow_await_timeout_ms(delayed(1, "value"), 100, &value), VOW_FULFILLED);
    TRACE("%s", value.s);
    EXPECT_EQ(vow_await_timeout_ms(rejected("reason"), 100, &value), VOW_REJECTED);
    TRACE("%s", value.s);
    EXPECT_EQ(vow_await_timeout_ms(vow_delay_ms(1), 100, NULL), VOW_FULFILLED);
    vow_sleep_ms(200);
    EXPECT_TRACE("value\nreason\n");
}

VOW_TEST(await_timeout_cancels_what_takes_too_long)
{
    vow_value value;

    EXPECT_EQ(vow_await_timeout_ms(call(sleeper), 5, &value), VOW_REJECTED);
    EXPECT(value.e == &vow_error_timeout);
    EXPECT_TRACE("cleaned up\n");
    vow_sleep_ms(1);
}

/* The timer that resolves was started first, then last: the value counts unless the time was over before. */
VOW_TEST(await_timeout_at_the_tick_of_the_value)
{
    vow_value value = VOW_UNDEFINED;
    vow_time tick;

    gate = vow_promise_new("gate");
    tick = vow_clock_now() + 3;
    vow_timer_start_at(&timer, tick, resolve_gate, NULL);
    EXPECT_EQ(vow_await_until(vow_promise_retain(gate), tick, &value), VOW_FULFILLED);
    EXPECT_EQ(value.i, 7);
    vow_promise_release(gate);
}

static vow_time tick;

ASYNC(awaits_gate)
{
    vow_value value;
    enum vow_status status = vow_await_until(vow_promise_retain(gate), tick, &value);

    TRACE("%s", status == VOW_REJECTED ? vow_test_text(value) : "value");
    EXPECT_EQ(vow_await(vow_promise_retain(gate)).i, 7);
    return VOW_UNDEFINED;
}

VOW_TEST(await_timeout_before_the_value_of_the_same_tick_leaves_it_in_the_promise)
{
    struct vow_promise *promise;

    gate = vow_promise_new("gate");
    tick = vow_clock_now() + 3;
    promise = call(awaits_gate);
    vow_timer_start_at(&timer, tick, resolve_gate, NULL);
    vow_await(promise);
    vow_promise_release(gate);
    EXPECT_TRACE("TimeoutError\n");
}

ASYNC(nested)
{
    VOW_TIMEOUT_MS(5);
    vow_value value;

    EXPECT_EQ(vow_await_timeout_ms(call(sleeper), 1000, &value), VOW_REJECTED);
    EXPECT(value.e == &vow_error_cancelled);
    EXPECT_EQ(vow_await_timeout_ms(vow_delay_ms(10), 1000, &value), VOW_REJECTED);
    vow_sleep_ms(1);
    TRACE("not reached");
    return VOW_UNDEFINED;
}

VOW_TEST(await_timeout_within_a_nearer_deadline)
{
    expect_rejected(call(nested), &vow_error_timeout);
    EXPECT_TRACE("cleaned up\n");
}

ASYNC(nearer)
{
    VOW_TIMEOUT_MS(1000);
    vow_value value;

    EXPECT_EQ(vow_await_timeout_ms(call(sleeper), 5, &value), VOW_REJECTED);
    EXPECT(value.e == &vow_error_timeout);
    vow_sleep_ms(1);
    TRACE("goes on");
    return VOW_UNDEFINED;
}

VOW_TEST(await_timeout_within_a_later_deadline)
{
    vow_await(call(nearer));
    EXPECT_TRACE("cleaned up\ngoes on\n");
}
