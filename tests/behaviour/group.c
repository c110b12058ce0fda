/* SPDX-License-Identifier: MIT */
/* Groups: no child outlives its block, and no error gets lost. The harness sees that every stack is back. */
#include "../harness/waiting.h"

struct job {
    const char *name;
    int ms;
    const char *failure; /* or NULL */
};

static int running, most;

/* Takes its time, then fails or not; its cleanup takes another tick. */
ASYNC(work)
{
    const struct job *job = argument;

    most = ++running > most ? running : most;
    VOW_TRY_FINALLY {
        vow_sleep_ms((uint32_t)job->ms);
        if (job->failure)
            vow_throw(vow_string(job->failure));
        TRACE("%s done", job->name);
    } VOW_FINALLY {
        vow_sleep_ms(1);
        if (job->name)
            TRACE("%s over", job->name);
        running--;
    } VOW_END
    return VOW_UNDEFINED;
}

static void start(struct vow_group *group, const char *name, int ms, const char *failure)
{
    const struct job job = { name, ms, failure };

    vow_group_call(group, &work_fn, &job, sizeof job);
}

static void expect_none_runs(void)
{
    EXPECT_EQ(running, 0);
    running = most = 0;
}

ASYNC(two_children)
{
    VOW_GROUP(group) {
        start(&group, "a", 2, NULL);
        start(&group, "b", 4, NULL);
        EXPECT_EQ(vow_group_running(&group), 2);
        TRACE("body ends");
    }
    TRACE("left");
    return VOW_UNDEFINED;
}

VOW_TEST(group_is_left_when_its_children_are_over)
{
    vow_await(call(two_children));
    expect_none_runs();
    EXPECT_TRACE("body ends\na done\na over\nb done\nb over\nleft\n");
}

ASYNC(leaves_early)
{
    VOW_GROUP(group) {
        start(&group, "a", 1000, NULL);
        if (argument)
            break;
    }
    TRACE("left");
    return VOW_UNDEFINED;
}

VOW_TEST(group_left_by_break_cancels_its_children)
{
    vow_await(call_with(leaves_early, ""));
    expect_none_runs();
    EXPECT_TRACE("a over\nleft\n");
}

ASYNC(returns_early)
{
    VOW_GROUP(group) {
        start(&group, "a", 1000, NULL);
        return vow_int(5);
    }
    return VOW_UNDEFINED;
}

VOW_TEST(group_left_by_return_cancels_its_children)
{
    EXPECT_EQ(vow_await(call(returns_early)).i, 5);
    expect_none_runs();
    EXPECT_TRACE("a over\n");
}

ASYNC(throws_early)
{
    VOW_GROUP(group) {
        start(&group, "a", 1000, NULL);
        vow_throw(vow_string("thrown"));
    }
    return VOW_UNDEFINED;
}

VOW_TEST(group_left_by_a_throw_cancels_its_children)
{
    await_traced(call(throws_early), "group");
    expect_none_runs();
    EXPECT_TRACE("a over\ngroup rejected thrown\n");
}

ASYNC(one_fails)
{
    VOW_GROUP(group) {
        start(&group, "a", 1000, NULL);
        start(&group, "b", 2, "failure");
        VOW_TRY {
            vow_sleep_ms(1000);
        } VOW_CATCH(e) {
            TRACE("body sees %s", vow_test_text(e));
            vow_throw(e);
        } VOW_END
    }
    return VOW_UNDEFINED;
}

VOW_TEST(group_child_that_fails_cancels_the_others_and_the_body)
{
    await_traced(call(one_fails), "group");
    expect_none_runs();
    EXPECT_TRACE("b over\nbody sees CancelError\na over\ngroup rejected failure\n");
}

ASYNC(fails_at_the_end)
{
    VOW_GROUP(group)
        start(&group, "a", 2, "failure");
    TRACE("not reached");
    return VOW_UNDEFINED;
}

VOW_TEST(group_throws_at_its_end_what_a_child_threw)
{
    await_traced(call(fails_at_the_end), "group");
    expect_none_runs();
    EXPECT_TRACE("a over\ngroup rejected failure\n");
}

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

ASYNC(bounded)
{
    static const char *const names[] = { "a", "b", "c", "d", "e" };

    VOW_GROUP(group) {
        vow_group_limit(&group, 2);
        for (unsigned i = 0; i < 5; i++) {
            start(&group, names[i], 2, NULL);
            TRACE("%s started", names[i]);
        }
    }
    return VOW_UNDEFINED;
}

VOW_TEST(group_runs_so_many_at_a_time)
{
    vow_await(call(bounded));
    EXPECT_EQ(most, 2);
    expect_none_runs();
    EXPECT_TRACE("a started\nb started\na done\nb done\na over\nc started\nb over\nd started\nc done\nd done\n"
                 "c over\ne started\nd over\ne done\ne over\n");
}

ASYNC(bounded_fails)
{
    VOW_GROUP(group) {
        vow_group_limit(&group, 1);
        start(&group, "a", 2, "failure");
        start(&group, "b", 2, NULL);
        TRACE("not reached");
    }
    return VOW_UNDEFINED;
}

VOW_TEST(group_that_failed_starts_nothing_more)
{
    await_traced(call(bounded_fails), "group");
    expect_none_runs();
    EXPECT_TRACE("a over\ngroup rejected failure\n");
}

VOW_TEST(group_is_cancelled_with_its_task)
{
    struct vow_promise *promise = call(two_children);

    cancel_and_wait(promise);
    expect_none_runs();
    EXPECT_TRACE("body ends\na over\nb over\n");
}

ASYNC(in_time)
{
    VOW_TIMEOUT_MS(3);
    vow_await(call(two_children));
    return VOW_UNDEFINED;
}

VOW_TEST(group_is_cancelled_by_a_deadline_around_it)
{
    expect_rejected(call(in_time), &vow_error_timeout);
    expect_none_runs();
    EXPECT_TRACE("body ends\na done\na over\nb over\n");
}

ASYNC(cancels_children)
{
    VOW_GROUP(group) {
        start(&group, "a", 1000, NULL);
        start(&group, "b", 1000, NULL);
        vow_group_cancel(&group);
        vow_group_join(&group);
        start(&group, "c", 1, NULL);
    }
    TRACE("left");
    return VOW_UNDEFINED;
}

VOW_TEST(group_cancel_ends_the_children_and_not_the_body)
{
    vow_await(call(cancels_children));
    expect_none_runs();
    EXPECT_TRACE("a over\nb over\nc done\nc over\nleft\n");
}

ASYNC(reads_result)
{
    struct vow_promise *result = delayed(2, "result");

    VOW_GROUP(group)
        vow_group_add(&group, vow_promise_retain(result));
    TRACE("%s", vow_await(result).s);
    return VOW_UNDEFINED;
}

VOW_TEST(group_takes_in_a_promise)
{
    vow_await(call(reads_result));
    EXPECT_TRACE("result\n");
}

static struct vow_group *outer;

ASYNC(starts_sibling)
{
    vow_sleep_ms(1);
    start(outer, "sibling", 2, NULL);
    return VOW_UNDEFINED;
}

ASYNC(has_siblings)
{
    VOW_GROUP(group) {
        outer = &group;
        vow_group_call(&group, &starts_sibling_fn, NULL, 0);
    }
    return VOW_UNDEFINED;
}

VOW_TEST(group_waits_for_what_its_children_have_started)
{
    vow_await(call(has_siblings));
    expect_none_runs();
    EXPECT_TRACE("sibling done\nsibling over\n");
}

/* Its cleanup wants company. */
ASYNC(starts_late)
{
    const struct job late = { "late", 1000, NULL };

    VOW_TRY_FINALLY {
        vow_sleep_ms(1000);
    } VOW_FINALLY {
        vow_group_add(outer, vow_call(&work_fn, &late, sizeof late));
        VOW_TRY {
            start(outer, "not started", 1, NULL);
        } VOW_CATCH(e) {
            TRACE("refused: %s", vow_test_text(e));
        } VOW_END
    } VOW_END
    return VOW_UNDEFINED;
}

ASYNC(fails_with_late_starts)
{
    VOW_GROUP(group) {
        outer = &group;
        vow_group_call(&group, &starts_late_fn, NULL, 0);
        start(&group, "a", 2, "failure");
    }
    return VOW_UNDEFINED;
}

VOW_TEST(group_that_failed_cancels_what_is_added_and_refuses_calls)
{
    await_traced(call(fails_with_late_starts), "group");
    expect_none_runs();
    EXPECT_TRACE("a over\nrefused: CancelError\nlate over\ngroup rejected failure\n");
}

/* ---- dry pools ---- */

ASYNC(starts_too_many)
{
    VOW_GROUP(group)
        for (unsigned i = 0; i < 100; i++)
            start(&group, NULL, 1000, NULL);
    return VOW_UNDEFINED;
}

VOW_TEST(group_without_a_stack_for_a_child)
{
    vow_value reason;

    EXPECT_EQ(vow_await_result(call(starts_too_many), &reason), VOW_REJECTED);
    EXPECT(reason.e == &vow_error_pool_stack);
    expect_none_runs();
}

ASYNC(starts_without_a_record)
{
    static struct vow_promise *gates[TEST_RECORDS];
    const unsigned count = vow_pool_usage(VOW_POOL_RECORDS).free;
    vow_value reason;

    for (unsigned i = 0; i < count; i++)
        gates[i] = vow_delay_ms(1000);
    VOW_GROUP(group) {
        VOW_TRY {
            start(&group, "a", 1, NULL);
        } VOW_CATCH(e) {
            TRACE("%s", vow_test_text(e));
        } VOW_END
        VOW_TRY {
            const struct job job = { "b", 1000, NULL };

            vow_group_add(&group, vow_call(&work_fn, &job, sizeof job));
        } VOW_CATCH(e) {
            TRACE("%s", vow_test_text(e));
        } VOW_END
        EXPECT_EQ(vow_group_running(&group), 0);
    }
    for (unsigned i = 0; i < count; i++) {
        vow_promise_cancel(gates[i]);
        vow_await_result(gates[i], &reason);
    }
    return VOW_UNDEFINED;
}

VOW_TEST(group_without_a_record_for_a_child)
{
    vow_await(call(starts_without_a_record));
    expect_none_runs();
    EXPECT_TRACE("PoolError\nb over\nPoolError\n");
}
