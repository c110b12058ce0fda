/* SPDX-License-Identifier: MIT */
/* Groups of which more than one child fails: one error is thrown, all others can be read or are reported. */
#include "group_test.h"

/* Fails while it is cancelled. */
ASYNC(fails_in_cleanup)
{
    VOW_TRY_FINALLY {
        vow_sleep_ms(1000);
    } VOW_FINALLY {
        vow_throw(vow_string("cleanup"));
    } VOW_END
    return VOW_UNDEFINED;
}

ASYNC(many_fail)
{
    VOW_GROUP(group) {
        VOW_TRY {
            start(&group, "a", 2, "first");
            vow_group_call(&group, &fails_in_cleanup_fn, NULL, 0);
            vow_group_call(&group, &fails_in_cleanup_fn, NULL, 0);
            start(&group, "b", 1000, NULL);
            vow_group_join(&group);
        } VOW_CATCH(e) {
            TRACE("caught %s", vow_test_text(e));
            for (unsigned i = 0; i < vow_group_error_count(&group); i++)
                TRACE("%s", vow_group_error(&group, i).s);
        } VOW_END
    }
    TRACE("left");
    return VOW_UNDEFINED;
}

VOW_TEST(group_keeps_all_errors)
{
    vow_await(call(many_fail));
    expect_none_runs();
    EXPECT_TRACE("a over\nb over\ncaught first\nfirst\ncleanup\ncleanup\nleft\n");
}

ASYNC(breaks_with_failing_cleanup)
{
    VOW_GROUP(group) {
        vow_group_call(&group, &fails_in_cleanup_fn, NULL, 0);
        break;
    }
    return VOW_UNDEFINED;
}

VOW_TEST(group_left_early_throws_an_error_that_nobody_has_seen)
{
    await_traced(call(breaks_with_failing_cleanup), "group");
    EXPECT_TRACE("group rejected cleanup\n");
}

ASYNC(returns_with_failing_cleanup)
{
    VOW_GROUP(group) {
        vow_group_call(&group, &fails_in_cleanup_fn, NULL, 0);
        vow_return(vow_int(1));
    }
    return VOW_UNDEFINED;
}

VOW_TEST(group_left_by_vow_return_throws_an_error_that_nobody_has_seen)
{
    await_traced(call(returns_with_failing_cleanup), "group");
    EXPECT_TRACE("group rejected cleanup\n");
}

/* ---- errors that are neither thrown nor read ---- */

static void start_two(struct vow_group *group)
{
    vow_group_call(group, &fails_in_cleanup_fn, NULL, 0);
    vow_group_call(group, &fails_in_cleanup_fn, NULL, 0);
}

ASYNC(breaks_with_two)
{
    VOW_GROUP(group) {
        start_two(&group);
        break;
    }
    return VOW_UNDEFINED;
}

VOW_TEST(group_left_early_reports_the_errors_that_it_does_not_throw)
{
    await_traced(call(breaks_with_two), "group");
    EXPECT_TRACE("uncaught cleanup\ngroup rejected cleanup\n");
}

ASYNC(throws_with_two)
{
    VOW_GROUP(group) {
        start_two(&group);
        vow_throw(vow_string("thrown"));
    }
    return VOW_UNDEFINED;
}

VOW_TEST(group_left_by_a_throw_reports_the_errors_of_its_children)
{
    await_traced(call(throws_with_two), "group");
    EXPECT_TRACE("uncaught cleanup\nuncaught cleanup\ngroup rejected thrown\n");
}

ASYNC(waits_with_two)
{
    VOW_GROUP(group)
        start_two(&group);
    return VOW_UNDEFINED;
}

ASYNC(waits_with_two_in_time)
{
    VOW_TIMEOUT_MS(5);
    vow_await(call(waits_with_two));
    return VOW_UNDEFINED;
}

VOW_TEST(group_in_a_deadline_throws_an_error_and_reports_the_other)
{
    await_traced(call(waits_with_two_in_time), "group");
    EXPECT_TRACE("uncaught cleanup\ngroup rejected cleanup\n");
}

VOW_TEST(group_of_a_cancelled_task_throws_an_error_and_reports_the_other)
{
    struct vow_promise *promise = call(waits_with_two);

    EXPECT_EQ(vow_promise_cancel(promise), VOW_CANCELLED);
    await_traced(promise, "group");
    EXPECT_TRACE("uncaught cleanup\ngroup rejected cleanup\n");
}

ASYNC(fails_with_two)
{
    VOW_TRY {
        VOW_GROUP(group) {
            start(&group, "a", 2, "first");
            start_two(&group);
        }
    } VOW_CATCH(e) {
        TRACE("caught %s", e.s);
    } VOW_END
    return VOW_UNDEFINED;
}

VOW_TEST(group_that_failed_reports_the_errors_behind_the_first)
{
    vow_await(call(fails_with_two));
    expect_none_runs();
    EXPECT_TRACE("a over\nuncaught cleanup\nuncaught cleanup\ncaught first\n");
}

/* The body waits for what becomes a child later, so it throws first. */
ASYNC(adds_shared)
{
    vow_sleep_ms(1);
    vow_group_add(*(struct vow_group **)argument, take_lent(lent));
    return VOW_UNDEFINED;
}

static void let_go(void *promise) { vow_promise_release(promise); }

ASYNC(passes_on)
{
    struct vow_promise *shared = delayed_rejection(2, "failure");

    VOW_DEFER(let_go, shared);
    lend(vow_promise_retain(shared));
    VOW_GROUP(group) {
        vow_group_call(&group, &adds_shared_fn, &(struct vow_group *){ &group }, sizeof(struct vow_group *));
        vow_await(vow_promise_retain(shared));
    }
    return VOW_UNDEFINED;
}

VOW_TEST(group_reports_no_error_that_its_body_throws)
{
    await_traced(call(passes_on), "group");
    if (lent)
        vow_promise_release(take_lent(lent));
    EXPECT_TRACE("group rejected failure\n");
}
