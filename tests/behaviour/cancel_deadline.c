/* SPDX-License-Identifier: MIT */
/* Deadlines, and blocks that obey a signal. */
#include "cancel_test.h"

static struct vow_promise *gate;

ASYNC(slow)
{
    VOW_TIMEOUT_MS(5);
    vow_await(call_with(sleeper, STRING_ARGUMENT));
    return VOW_UNDEFINED;
}

VOW_TEST(timeout_cuts_short_what_is_awaited_and_says_so)
{
    expect_rejected(call_with(slow, "s"), &vow_error_timeout);
    EXPECT_TRACE("s begins\ns cleans up\ns ends\n");
}

ASYNC(punctual)
{
    {
        VOW_TIMEOUT_MS(50);
        vow_sleep_ms(2);
    }
    vow_sleep_ms(100);
    TRACE("in time");
    return VOW_UNDEFINED;
}

VOW_TEST(timeout_that_is_not_needed_leaves_nothing_behind)
{
    vow_await(call(punctual));
    EXPECT_TRACE("in time\n");
}

ASYNC(nested)
{
    VOW_TIMEOUT_MS(10);
    VOW_TRY {
        VOW_TIMEOUT_MS(1000);
        vow_sleep_ms(2000);
    } VOW_CATCH(e) {
        TRACE("inner sees %s", vow_test_text(e));
        vow_throw(e);
    } VOW_END
    return VOW_UNDEFINED;
}

VOW_TEST(timeout_of_the_outer_block_passes_through_the_inner_one)
{
    expect_rejected(call(nested), &vow_error_timeout);
    EXPECT_TRACE("inner sees CancelError\n");
}

ASYNC(at_once)
{
    VOW_TIMEOUT_MS(5);
    VOW_TRY {
        VOW_TIMEOUT_MS(5);
        vow_sleep_ms(2000);
    } VOW_CATCH(e) {
        TRACE("inner %s", vow_test_text(e));
        vow_sleep_ms(1000);
        TRACE("not reached");
    } VOW_END
    return VOW_UNDEFINED;
}

VOW_TEST(timeout_of_two_blocks_at_once_ends_both)
{
    expect_rejected(call(at_once), &vow_error_timeout);
    EXPECT_TRACE("inner CancelError\n");
}

ASYNC(late)
{
    {
        VOW_TIMEOUT_MS(1);
        vow_await(vow_promise_retain(gate));
        *(int *)argument += 1;
    }
    vow_sleep_ms(5);
    return vow_int(*(int *)argument);
}

static void resolve_gate(void *argument)
{
    (void)argument;
    vow_promise_resolve(vow_promise_retain(gate), vow_int(1));
}

VOW_TEST(timeout_at_the_tick_of_the_result_keeps_the_result)
{
    struct vow_timer timer = { 0 };
    struct vow_promise *promise;
    int zero = 0;

    gate = vow_promise_new("gate");
    vow_timer_start_ms(&timer, 1, resolve_gate, NULL);
    promise = vow_call(&late_fn, &zero, sizeof zero);
    EXPECT_EQ(vow_await(promise).i, 1);
    vow_promise_release(gate);
}

static struct vow_abort_signal signal;

ASYNC(obedient)
{
    VOW_ABORTABLE(&signal);
    vow_sleep_ms(1000);
    return VOW_UNDEFINED;
}

VOW_TEST(abort_signal_cuts_a_block_short_with_its_reason)
{
    struct vow_promise *promise;
    vow_value reason;

    vow_abort_signal_init(&signal);
    promise = call(obedient);
    vow_abort_with(&signal, vow_int(9));
    EXPECT_EQ(vow_await_result(promise, &reason), VOW_REJECTED);
    EXPECT_EQ(reason.i, 9);
    EXPECT_EQ(vow_await_result(call(obedient), &reason), VOW_REJECTED);
    EXPECT_EQ(reason.i, 9);
}
