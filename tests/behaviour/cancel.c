/* SPDX-License-Identifier: MIT */
/* Cancellation of tasks and promises. */
#include "cancel_test.h"

VOW_TEST(cancel_is_thrown_at_the_await_and_cleanup_may_await)
{
    struct vow_promise *promise = call_with(sleeper, "a");

    EXPECT_EQ(vow_promise_cancel(promise), VOW_CANCELLED);
    TRACE("asked");
    expect_cancelled(promise);
    EXPECT_TRACE("a begins\nasked\na cleans up\na ends\n");
}

VOW_TEST(cancel_of_a_settled_promise_is_too_late)
{
    struct vow_promise *promise = vow_promise_resolved(vow_int(5));

    EXPECT_EQ(vow_promise_cancel(promise), VOW_CANCEL_TOO_LATE);
    EXPECT_EQ(vow_await(promise).i, 5);
}

VOW_TEST(cancel_of_a_plain_promise_rejects_it_and_a_later_settling_does_nothing)
{
    struct vow_promise *promise = vow_promise_new("plain");

    vow_promise_retain(promise);
    EXPECT_EQ(vow_promise_cancel(promise), VOW_CANCELLED);
    vow_promise_resolve(vow_promise_retain(promise), vow_int(1));
    expect_cancelled(promise);
    vow_promise_release(promise);
}

VOW_TEST(cancel_before_a_handler_settles_a_promise_leaves_the_handlers_reference)
{
    struct vow_promise *promise = vow_promise_new("plain");

    vow_promise_retain(promise);
    EXPECT_EQ(vow_promise_cancel(promise), VOW_CANCELLED);
    vow_promise_resolve_from_isr(&vow_main_loop, promise, vow_int(1));
    expect_cancelled(promise);
    vow_promise_release(promise);
}

VOW_TEST(cancel_after_a_handler_has_settled_a_promise_is_too_late)
{
    struct vow_promise *promise = vow_promise_new("plain");

    vow_promise_retain(promise);
    vow_promise_resolve_from_isr(&vow_main_loop, promise, vow_int(1));
    EXPECT_EQ(vow_promise_cancel(promise), VOW_CANCEL_TOO_LATE);
    EXPECT_EQ(vow_await(promise).i, 1);
}

VOW_TEST(cancel_of_a_delay_stops_its_timer)
{
    vow_time before = vow_clock_now();
    struct vow_promise *delay = vow_delay_ms(100000);

    EXPECT_EQ(vow_promise_cancel(delay), VOW_CANCELLED);
    expect_cancelled(delay);
    EXPECT(vow_clock_now() - before < 1000);
}

ASYNC(outer)
{
    VOW_TRY_FINALLY {
        vow_await(call_with(sleeper, STRING_ARGUMENT));
    } VOW_FINALLY {
        TRACE("outer cleans up");
    } VOW_END
    return VOW_UNDEFINED;
}

VOW_TEST(cancel_goes_down_to_what_is_awaited_and_cleans_up_inside_out)
{
    struct vow_promise *promise = call_with(outer, "inner");

    vow_promise_cancel(promise);
    expect_cancelled(promise);
    EXPECT_TRACE("inner begins\ninner cleans up\ninner ends\nouter cleans up\n");
}

ASYNC(outer_call)
{
    vow_await_call(&sleeper_fn, argument, sizeof(const char *));
    return VOW_UNDEFINED;
}

VOW_TEST(cancel_goes_through_await_call)
{
    struct vow_promise *promise = call_with(outer_call, "inner");

    vow_promise_cancel(promise);
    expect_cancelled(promise);
    EXPECT_TRACE("inner begins\ninner cleans up\ninner ends\n");
}

static struct vow_promise *shared;

ASYNC(shares)
{
    vow_value value;
    enum vow_status status = vow_await_result(vow_promise_retain(shared), &value);

    TRACE("%s %s", STRING_ARGUMENT, status == VOW_REJECTED ? vow_test_text(value) : "value");
    return VOW_UNDEFINED;
}

VOW_TEST(cancel_leaves_a_promise_alone_that_others_await)
{
    struct vow_promise *one, *two;

    shared = vow_promise_new("shared");
    one = call_with(shares, "one");
    two = call_with(shares, "two");
    vow_promise_cancel(one);
    vow_await(one);
    vow_promise_resolve(vow_promise_retain(shared), vow_int(1));
    vow_await(two);
    vow_promise_release(shared);
    EXPECT_TRACE("one CancelError\ntwo value\n");
}

ASYNC(catcher)
{
    const char *name = STRING_ARGUMENT;

    VOW_TRY {
        vow_sleep_ms(1000);
    } VOW_CATCH(e) {
        TRACE("%s caught", name);
    } VOW_END
    vow_sleep_ms(1);
    TRACE("%s goes on", name);
    return vow_int(2);
}

VOW_TEST(cancel_that_is_caught_is_over)
{
    struct vow_promise *promise = call_with(catcher, "c");

    vow_promise_cancel(promise);
    EXPECT_EQ(vow_await(promise).i, 2);
    EXPECT_TRACE("c caught\nc goes on\n");
}

ASYNC(persists)
{
    vow_value value = vow_await(call_with(catcher, STRING_ARGUMENT));

    TRACE("got %d", (int)value.i);
    vow_sleep_ms(1000);
    TRACE("not reached");
    return VOW_UNDEFINED;
}

VOW_TEST(cancel_that_the_awaited_function_swallowed_comes_at_the_next_await)
{
    struct vow_promise *promise = call_with(persists, "c");

    vow_promise_cancel(promise);
    expect_cancelled(promise);
    EXPECT_TRACE("c caught\nc goes on\ngot 2\n");
}

static struct vow_promise *gate;

ASYNC(twice)
{
    TRACE("value %d", (int)vow_await(vow_promise_retain(gate)).i);
    vow_sleep_ms(1000);
    return VOW_UNDEFINED;
}

VOW_TEST(cancel_loses_no_value_that_has_arrived)
{
    struct vow_promise *promise;

    gate = vow_promise_new("gate");
    promise = call(twice);
    vow_promise_resolve(vow_promise_retain(gate), vow_int(7));
    EXPECT_EQ(vow_promise_cancel(promise), VOW_CANCELLED);
    expect_cancelled(promise);
    vow_promise_release(gate);
    EXPECT_TRACE("value 7\n");
}

ASYNC(shielded)
{
    {
        VOW_SHIELD();
        vow_sleep_ms(2);
        TRACE("shielded sleep is over");
    }
    vow_sleep_ms(1000);
    return VOW_UNDEFINED;
}

VOW_TEST(cancel_waits_for_the_end_of_a_shield)
{
    struct vow_promise *promise = call(shielded);

    EXPECT_EQ(vow_promise_cancel(promise), VOW_CANCELLED);
    expect_cancelled(promise);
    EXPECT_TRACE("shielded sleep is over\n");
}

ASYNC(self_cancel)
{
    EXPECT_EQ(vow_task_cancel(vow_task_current()), VOW_CANCELLED);
    TRACE("goes on");
    vow_await_value(VOW_UNDEFINED);
    return VOW_UNDEFINED;
}

VOW_TEST(cancel_of_the_running_task_comes_at_its_next_await)
{
    expect_cancelled(call(self_cancel));
    EXPECT_TRACE("goes on\n");
}

static vow_value passes(void *argument, vow_value value, enum vow_status status)
{
    (void)argument;
    TRACE("then sees %s", status >= VOW_REJECTED ? vow_test_text(value) : "value");
    return value;
}

VOW_TEST(cancel_goes_through_then_to_the_source)
{
    struct vow_promise *derived = vow_promise_finally(vow_promise_then(call_with(sleeper, "s"), passes, NULL, NULL), passes, NULL);

    EXPECT_EQ(vow_promise_cancel(derived), VOW_CANCELLED);
    expect_cancelled(derived);
    EXPECT_TRACE("s begins\ns cleans up\ns ends\nthen sees value\n");
}

VOW_TEST(cancel_of_a_combinator_cancels_every_element_also_nested)
{
    struct vow_promise *inner[2] = { vow_delay_ms(1000), call_with(sleeper, "a") };
    struct vow_promise *both[2] = { vow_promise_race(inner, 2), vow_delay_ms(1000) };
    struct vow_promise *all = vow_promise_all(both, 2);

    EXPECT_EQ(vow_promise_cancel(all), VOW_CANCELLED);
    expect_cancelled(all);
    vow_sleep_ms(3);
    EXPECT_TRACE("a begins\na cleans up\na ends\n");
}

/* ---- found by cancelling everything everywhere (tests/faults, tests/conformance/faults) ---- */

static struct vow_resolver kept_resolver;

static void keep_resolver(struct vow_thenable *self, struct vow_resolver resolver)
{
    (void)self;
    kept_resolver = resolver;
}

ASYNC(awaits_thenable)
{
    static struct vow_thenable never = { keep_resolver };

    vow_await(vow_promise_from_thenable(&never));
    return VOW_UNDEFINED;
}

VOW_TEST(cancel_of_who_awaits_a_thenable_needs_no_resolver)
{
    unsigned live = vow_loop_live();
    struct vow_promise *promise = call(awaits_thenable);
    struct vow_resolver stale;

    vow_sleep_ms(1);
    EXPECT_EQ(vow_promise_cancel(promise), VOW_CANCELLED);
    expect_cancelled(promise);
    EXPECT_EQ(vow_loop_live(), live);

    stale = kept_resolver;
    promise = call(awaits_thenable);
    vow_sleep_ms(1);
    EXPECT(kept_resolver.promise == stale.promise); /* the block that was given back, so the resolver leads there */
    vow_resolver_resolve(stale, vow_int(1));
    vow_sleep_ms(1);
    EXPECT_EQ(vow_promise_status(promise), VOW_PENDING);
    cancel_and_wait(promise);
}

static struct vow_promise *own;

ASYNC(awaits_itself)
{
    struct vow_promise *promise;

    vow_sleep_ms(1);
    promise = own;
    own = NULL;
    vow_await(promise);
    return VOW_UNDEFINED;
}

VOW_TEST(cancel_of_a_task_that_awaits_itself)
{
    own = call(awaits_itself);
    vow_sleep_ms(2);
    EXPECT(!own);
    for (struct vow_task *task = vow_task_next(NULL); task; task = vow_task_next(task))
        if (task != vow_task_current())
            EXPECT_EQ(vow_task_cancel(task), VOW_CANCELLED);
    vow_sleep_ms(1);
}
