/* SPDX-License-Identifier: MIT */
/* A deadline that has passed, a group that is left and a select insist: what they wait for cannot catch the cancel and
 * go on. A plain cancel is delivered once. */
#include "../harness/waiting.h"

#include <vow/group.h>
#include <vow/select.h>

static vow_time begun;

static void trace_time(const char *text) { TRACE("%s after %d ms", text, (int)(vow_clock_now() - begun)); }

/* Twenty tries of 100 ms, whatever they throw. */
ASYNC(tries_again)
{
    for (int i = 0; i < 20; i++) {
        VOW_TRY {
            vow_sleep_ms(100);
            vow_throw(vow_string("failure"));
        } VOW_CATCH(e) {
        } VOW_END
    }
    return vow_string("all failed");
}

ASYNC(through_two)
{
    return vow_await_call(&tries_again_fn, NULL, 0);
}

ASYNC(awaits_call_in_time)
{
    VOW_TIMEOUT_MS(250);
    trace_time(vow_await_call(&through_two_fn, NULL, 0).s);
    vow_sleep_ms(1);
    return VOW_UNDEFINED;
}

VOW_TEST(deadline_holds_in_called_functions_that_catch_and_go_on)
{
    begun = vow_clock_now();
    expect_rejected(call(awaits_call_in_time), &vow_error_timeout);
    EXPECT_TRACE("all failed after 250 ms\n");
}

VOW_TEST(deadline_of_an_await_holds_in_a_function_that_catches_and_goes_on)
{
    vow_value value;

    begun = vow_clock_now();
    EXPECT_EQ(vow_await_timeout_ms(call(through_two), 250, &value), VOW_FULFILLED);
    trace_time(value.s);
    EXPECT_TRACE("all failed after 250 ms\n");
}

VOW_TEST(deadline_holds_in_every_element_of_a_combinator)
{
    struct vow_promise *both[2] = { call(tries_again), call(through_two) };

    begun = vow_clock_now();
    EXPECT_EQ(vow_await_timeout_ms(vow_promise_all(both, 2), 250, NULL), VOW_LIST);
    trace_time("over");
    EXPECT_TRACE("over after 250 ms\n");
}

/* Its cleanup is its own affair, what comes after is not. */
ASYNC(cleans_up_and_goes_on)
{
    VOW_TRY_FINALLY {
        vow_sleep_ms(100);
    } VOW_FINALLY {
        vow_sleep_ms(100);
        trace_time("cleaned up");
    } VOW_END
    vow_sleep_ms(1000);
    return VOW_UNDEFINED;
}

VOW_TEST(deadline_that_passes_in_a_function_s_cleanup_holds_behind_it)
{
    begun = vow_clock_now();
    EXPECT_EQ(vow_await_timeout_ms(call(cleans_up_and_goes_on), 150, NULL), VOW_REJECTED);
    trace_time("over");
    EXPECT_TRACE("cleaned up after 200 ms\nover after 200 ms\n");
}

/* Catches in each round; 100 ms an item. */
GENERATOR(stubborn)
{
    for (int i = 0; i < 3; i++) {
        for (int j = 0; j < 10; j++) {
            VOW_TRY {
                vow_sleep_ms(10);
            } VOW_CATCH(e) {
            } VOW_END
        }
        vow_yield_promise(self, vow_promise_resolved(vow_int(i)));
    }
    return VOW_UNDEFINED;
}

ASYNC(consumes_in_time)
{
    VOW_TIMEOUT_MS(150);
    VOW_FOR_AWAIT(item, vow_iterate(generate(stubborn)))
        TRACE("item %d", (int)item.value.i);
    return VOW_UNDEFINED;
}

VOW_TEST(deadline_holds_in_a_generator_that_catches_and_goes_on)
{
    begun = vow_clock_now();
    expect_rejected(call(consumes_in_time), &vow_error_timeout);
    trace_time("over");
    EXPECT_TRACE("item 0\nitem 1\nover after 150 ms\n");
}

VOW_TEST(deadline_of_one_request_is_not_that_of_the_next)
{
    struct vow_generator *generator = generate(stubborn);
    vow_value item;

    begun = vow_clock_now();
    EXPECT_EQ(vow_await_timeout_ms(vow_generator_next(generator, VOW_UNDEFINED), 50, &item), VOW_ITEM);
    trace_time("item");
    EXPECT_EQ(vow_await_result(vow_generator_next(generator, VOW_UNDEFINED), &item), VOW_ITEM);
    trace_time("item");
    vow_generator_release(generator);
    EXPECT_TRACE("item after 50 ms\nitem after 150 ms\n");
}

/* The item is on its way when the consumer is cancelled: neither the item nor the generator is lost. */
static struct vow_promise *gate;

GENERATOR(gated)
{
    vow_await(vow_promise_retain(gate));
    yield("first");
    vow_sleep_ms(1);
    yield("second");
    return VOW_UNDEFINED;
}

ASYNC(consumes_two)
{
    struct vow_generator *generator = generate(gated);

    TRACE("%s", vow_await(next(generator)).s);
    VOW_TRY {
        vow_sleep_ms(1000);
    } VOW_CATCH(e) {
        TRACE("%s", vow_test_text(e));
    } VOW_END
    TRACE("%s", vow_await(next(generator)).s);
    vow_generator_release(generator);
    return VOW_UNDEFINED;
}

VOW_TEST(cancel_while_an_item_is_yielded_is_the_consumer_s_alone)
{
    struct vow_promise *consumer;

    gate = vow_promise_new("gate");
    consumer = call(consumes_two);
    vow_promise_resolve(gate, VOW_UNDEFINED);
    vow_await_value(VOW_UNDEFINED); /* the generator stands in its yield */
    EXPECT_EQ(vow_promise_cancel(consumer), VOW_CANCELLED);
    vow_await(consumer);
    EXPECT_TRACE("first\nCancelError\nsecond\n");
}

VOW_TEST(deadline_is_not_that_of_somebody_else_who_awaits_the_same)
{
    struct vow_promise *promise = vow_promise_retain(call(tries_again));
    vow_value value;

    begun = vow_clock_now();
    EXPECT_EQ(vow_await_timeout_ms(promise, 250, NULL), VOW_REJECTED);
    trace_time("cut short");
    EXPECT_EQ(vow_await_result(promise, &value), VOW_FULFILLED);
    trace_time(value.s);
    EXPECT_TRACE("cut short after 250 ms\nall failed after 2000 ms\n");
}

VOW_TEST(cancel_is_delivered_once_to_a_function_that_catches_and_goes_on)
{
    struct vow_promise *promise = call(tries_again);

    begun = vow_clock_now();
    vow_sleep_ms(50);
    EXPECT_EQ(vow_promise_cancel(promise), VOW_CANCELLED);
    trace_time(vow_await(promise).s);
    EXPECT_TRACE("all failed after 1950 ms\n");
}

/* ---- groups ---- */

ASYNC(fails_late)
{
    vow_sleep_ms(150);
    vow_throw(vow_string("failure"));
}

ASYNC(group_with_failure)
{
    VOW_GROUP(group) {
        vow_group_call(&group, &tries_again_fn, NULL, 0);
        vow_group_call(&group, &fails_late_fn, NULL, 0);
    }
    return VOW_UNDEFINED;
}

VOW_TEST(group_that_failed_does_not_wait_for_a_child_that_catches_and_goes_on)
{
    begun = vow_clock_now();
    await_traced(call(group_with_failure), "group");
    trace_time("left");
    EXPECT_TRACE("group rejected failure\nleft after 150 ms\n");
}

ASYNC(group_left_by_break)
{
    VOW_GROUP(group) {
        vow_group_call(&group, &through_two_fn, NULL, 0);
        vow_sleep_ms(150);
        break;
    }
    return VOW_UNDEFINED;
}

VOW_TEST(group_left_early_does_not_wait_for_a_child_that_catches_and_goes_on)
{
    begun = vow_clock_now();
    vow_await(call(group_left_by_break));
    trace_time("left");
    EXPECT_TRACE("left after 150 ms\n");
}

VOW_TEST(group_of_a_cancelled_task_does_not_wait_for_a_child_that_catches_and_goes_on)
{
    struct vow_promise *promise = call(group_left_by_break);

    begun = vow_clock_now();
    vow_sleep_ms(50);
    cancel_and_wait(promise);
    trace_time("left");
    EXPECT_TRACE("left after 50 ms\n");
}

ASYNC(group_cancels_children_once)
{
    VOW_GROUP(group) {
        vow_group_call(&group, &tries_again_fn, NULL, 0);
        vow_sleep_ms(50);
        vow_group_cancel(&group);
    }
    return VOW_UNDEFINED;
}

VOW_TEST(group_cancel_is_delivered_once)
{
    begun = vow_clock_now();
    vow_await(call(group_cancels_children_once));
    trace_time("left");
    EXPECT_TRACE("left after 1950 ms\n");
}

/* ---- select ---- */

VOW_TEST(select_does_not_wait_for_a_loser_that_catches_and_goes_on)
{
    struct vow_case cases[2] = { vow_case_operation(call(tries_again)), vow_case_timeout_ms(50) };

    begun = vow_clock_now();
    EXPECT_EQ(vow_select(cases, 2), 1);
    trace_time(cases[0].value.s);
    EXPECT_TRACE("all failed after 50 ms\n");
}
