/* SPDX-License-Identifier: MIT */
/* What a shield keeps out, and what it does not: what begins within it. */
#include "../harness/waiting.h"

#include <vow/group.h>

static vow_time begun;

static void trace_time(const char *text) { TRACE("%s after %d ms", text, (int)(vow_clock_now() - begun)); }

/* A bounded cleanup of a device that does not answer. */
static void stop_device(void *argument)
{
    (void)argument;
    EXPECT_EQ(vow_await_timeout_ms(vow_delay_ms(5000), 50, NULL), VOW_REJECTED);
    trace_time("stopped");
}

ASYNC(defers)
{
    VOW_DEFER(stop_device, NULL);
    vow_sleep_ms(10);
    return VOW_UNDEFINED;
}

VOW_TEST(shield_of_a_deferred_function_lets_its_own_timeout_through)
{
    begun = vow_clock_now();
    vow_await(call(defers));
    EXPECT_TRACE("stopped after 60 ms\n");
}

VOW_TEST(shield_of_a_deferred_function_lets_its_own_timeout_through_also_when_cancelled)
{
    struct vow_promise *promise = call(defers);

    begun = vow_clock_now();
    cancel_and_wait(promise);
    EXPECT_TRACE("stopped after 50 ms\n");
}

ASYNC(finally_in_time)
{
    VOW_TRY_FINALLY {
        vow_sleep_ms(10);
    } VOW_FINALLY {
        VOW_TRY {
            VOW_TIMEOUT_MS(50);
            vow_sleep_ms(5000);
        } VOW_CATCH(e) {
            trace_time(vow_test_text(e));
        } VOW_END
        vow_sleep_ms(5);
        trace_time("end");
    } VOW_END
    return VOW_UNDEFINED;
}

VOW_TEST(shield_of_a_finally_block_lets_its_own_timeout_through)
{
    begun = vow_clock_now();
    vow_await(call(finally_in_time));
    EXPECT_TRACE("TimeoutError after 60 ms\nend after 65 ms\n");
}

/* The deadline around the shield passes at 20 ms, the one within at 50 ms. */
ASYNC(shield_between)
{
    VOW_TIMEOUT_MS(20);
    {
        VOW_SHIELD();
        VOW_TRY {
            VOW_TIMEOUT_MS(50);
            vow_sleep_ms(30);
            trace_time("slept on");
            vow_sleep_ms(5000);
        } VOW_CATCH(e) {
            trace_time(vow_test_text(e));
        } VOW_END
        vow_sleep_ms(10);
        trace_time("end of the shield");
    }
    vow_sleep_ms(1);
    return VOW_UNDEFINED;
}

VOW_TEST(shield_keeps_out_the_deadline_around_it_and_not_the_one_within)
{
    begun = vow_clock_now();
    expect_rejected(call(shield_between), &vow_error_timeout);
    EXPECT_TRACE("slept on after 30 ms\nTimeoutError after 50 ms\nend of the shield after 60 ms\n");
}

/* Three deep: what fires in the middle waits for the end of the innermost. */
ASYNC(shield_in_shield)
{
    VOW_SHIELD();
    VOW_TRY {
        VOW_TIMEOUT_MS(20);
        {
            VOW_SHIELD();
            vow_sleep_ms(30);
            trace_time("innermost");
        }
        vow_sleep_ms(5000);
    } VOW_CATCH(e) {
        trace_time(vow_test_text(e));
    } VOW_END
    vow_sleep_ms(10);
    trace_time("outermost");
    return VOW_UNDEFINED;
}

VOW_TEST(shield_within_a_shield_keeps_out_the_deadline_between_them)
{
    struct vow_promise *promise = call(shield_in_shield);

    begun = vow_clock_now();
    EXPECT_EQ(vow_promise_cancel(promise), VOW_CANCELLED);
    vow_await(promise);
    EXPECT_TRACE("innermost after 30 ms\nTimeoutError after 30 ms\noutermost after 40 ms\n");
}

/* A throw leaves both shields at once. */
ASYNC(throws_out_of_shields)
{
    VOW_TRY {
        VOW_SHIELD();
        VOW_TIMEOUT_MS(5000);
        VOW_SHIELD();
        vow_sleep_ms(1);
        vow_throw(vow_string("thrown"));
    } VOW_CATCH(e) {
        TRACE("%s", e.s);
    } VOW_END
    vow_sleep_ms(5000);
    return VOW_UNDEFINED;
}

VOW_TEST(shield_that_was_left_by_a_throw_is_no_more)
{
    struct vow_promise *promise = call(throws_out_of_shields);

    vow_sleep_ms(2);
    cancel_and_wait(promise);
    EXPECT_TRACE("thrown\n");
}

ASYNC(fails)
{
    vow_sleep_ms(5);
    vow_throw(vow_string("failure"));
}

ASYNC(group_in_shield)
{
    VOW_SHIELD();
    VOW_TRY {
        VOW_GROUP(group) {
            vow_group_call(&group, &fails_fn, NULL, 0);
            vow_sleep_ms(5000);
        }
    } VOW_CATCH(e) {
        trace_time(e.s);
    } VOW_END
    return VOW_UNDEFINED;
}

VOW_TEST(shield_lets_a_group_within_it_be_left_when_a_child_fails)
{
    begun = vow_clock_now();
    vow_await(call(group_in_shield));
    EXPECT_TRACE("failure after 5 ms\n");
}

/* A callback of the loop that throws out of a deferred function, again and again. */
static void throw_again(void *argument)
{
    (void)argument;
    vow_throw(vow_string("thrown"));
}

static vow_value defers_in_callback(void *argument, vow_value value, enum vow_status status)
{
    (void)argument, (void)status;
    VOW_DEFER(throw_again, NULL);
    return value;
}

VOW_TEST(shield_of_a_callback_that_throws_out_of_its_cleanup_leaves_nothing)
{
    vow_value reason;

    for (int i = 0; i < 300; i++) {
        EXPECT_EQ(vow_await_result(vow_promise_then(resolved("value"), defers_in_callback, NULL, NULL), &reason), VOW_REJECTED);
        EXPECT(reason.s && reason.s[0] == 't');
    }
}
