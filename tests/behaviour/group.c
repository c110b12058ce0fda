/* SPDX-License-Identifier: MIT */
/* Groups: no child outlives its block, and no error gets lost. The harness sees that every stack is back. */
#include "group_test.h"

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
