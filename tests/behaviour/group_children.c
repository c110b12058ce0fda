/* SPDX-License-Identifier: MIT */
/* Groups: how many children run, which may start, and what is done where pools are dry. */
#include "group_test.h"

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
