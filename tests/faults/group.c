/* SPDX-License-Identifier: MIT */
/* Groups, cancelled at each await: no child outlives its block. */
#include "points.h"

#include <vow/group.h>

static unsigned running;

static void leave(void *argument)
{
    (void)argument;
    running--;
}

ASYNC(works)
{
    VOW_DEFER(leave, NULL);

    running++;
    VOW_TRY_FINALLY {
        vow_sleep_ms(1);
    } VOW_FINALLY {
        vow_sleep_ms(1);
    } VOW_END
    return VOW_UNDEFINED;
}

ASYNC(fails)
{
    vow_sleep_ms(1);
    vow_throw(vow_string("failed"));
}

static void none_runs(void *context)
{
    (void)context;
    running = 0;
}

static const char *all_are_over(void *context)
{
    (void)context;
    return running ? "a child is not over" : NULL;
}

static void try_group(const struct vow_async_function *function, unsigned points)
{
    try_points_and_check(function, points, none_runs, all_are_over);
}

ASYNC(children)
{
    VOW_GROUP(group) {
        for (int i = 0; i < 3; i++)
            vow_group_call(&group, &works_fn, NULL, 0);
        vow_group_join(&group);
        vow_group_add(&group, vow_delay_ms(1));
    }
    EXPECT_EQ(running, 0);
    vow_sleep_ms(1);
    return VOW_UNDEFINED;
}
VOW_TEST(cancel_points_of_group) { try_group(&children_fn, 15); }

ASYNC(two_at_a_time)
{
    VOW_GROUP(group) {
        vow_group_limit(&group, 2);
        for (int i = 0; i < 5; i++)
            vow_group_call(&group, &works_fn, NULL, 0);
    }
    EXPECT_EQ(running, 0);
    return VOW_UNDEFINED;
}
VOW_TEST(cancel_points_of_bounded_concurrency) { try_group(&two_at_a_time_fn, 25); }

ASYNC(awaits_each)
{
    vow_await_each(&works_fn, "items", 1, 5, 2, NULL);
    EXPECT_EQ(running, 0);
    return VOW_UNDEFINED;
}
VOW_TEST(cancel_points_of_each_of_many_items) { try_group(&awaits_each_fn, 25); }

ASYNC(asks)
{
    struct vow_answer answers[2];

    VOW_GROUP(group) {
        vow_group_ask(&group, &answers[0], &works_fn, NULL, 0);
        vow_group_ask(&group, &answers[1], &works_fn, NULL, 0);
        vow_answer_await(&answers[1]);
        vow_group_ask(&group, &answers[1], &works_fn, NULL, 0);
        vow_answer_await(&answers[0]);
    }
    EXPECT_EQ(running, 0);
    return VOW_UNDEFINED;
}
VOW_TEST(cancel_points_of_answers) { try_group(&asks_fn, 15); }

ASYNC(one_fails)
{
    VOW_TRY {
        VOW_GROUP(group) {
            vow_group_call(&group, &works_fn, NULL, 0);
            vow_group_call(&group, &fails_fn, NULL, 0);
            vow_group_call(&group, &works_fn, NULL, 0);
            vow_sleep_ms(5);
        }
    } VOW_CATCH(e) {
        EXPECT_EQ(running, 0);
        vow_sleep_ms(1);
    } VOW_END
    return VOW_UNDEFINED;
}
VOW_TEST(cancel_points_of_a_group_whose_child_fails) { try_group(&one_fails_fn, 15); }

ASYNC(leaves_early)
{
    VOW_GROUP(group) {
        vow_group_call(&group, &works_fn, NULL, 0);
        vow_group_call(&group, &children_fn, NULL, 0);
        vow_sleep_ms(1);
        break;
    }
    EXPECT_EQ(running, 0);
    vow_sleep_ms(1);
    return VOW_UNDEFINED;
}
VOW_TEST(cancel_points_of_a_group_that_is_left) { try_group(&leaves_early_fn, 15); }

ASYNC(cancels_children)
{
    VOW_GROUP(group) {
        VOW_TIMEOUT_MS(20);
        vow_group_call(&group, &works_fn, NULL, 0);
        vow_await_value(VOW_UNDEFINED);
        vow_group_cancel(&group);
        vow_group_call(&group, &works_fn, NULL, 0);
    }
    return VOW_UNDEFINED;
}
VOW_TEST(cancel_points_of_a_group_whose_children_are_cancelled) { try_group(&cancels_children_fn, 8); }
