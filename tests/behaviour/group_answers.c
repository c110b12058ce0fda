/* SPDX-License-Identifier: MIT */
/* Groups: the results of children, and a function for each of many items. */
#include "group_test.h"

/* Takes so many ticks, and answers ten times as many; -1: fails at once. */
ASYNC(times_ten)
{
    int ticks = *(int *)argument;

    most = ++running > most ? running : most;
    VOW_TRY_FINALLY {
        if (ticks < 0)
            vow_throw(vow_string("negative"));
        vow_sleep_ms((uint32_t)ticks);
        TRACE("%d over", ticks);
    } VOW_FINALLY {
        running--;
    } VOW_END
    return vow_int(ticks * 10);
}

static void ask(struct vow_group *group, struct vow_answer *answer, int ticks)
{
    vow_group_ask(group, answer, &times_ten_fn, &ticks, sizeof ticks);
}

/* ---- answers ---- */

ASYNC(asks_two)
{
    struct vow_answer slow, quick;

    VOW_GROUP(group) {
        ask(&group, &slow, 5);
        ask(&group, &quick, 2);
        TRACE("slow %d", (int)vow_answer_await(&slow).i);
        TRACE("quick %d", (int)vow_answer_await(&quick).i);
        TRACE("again %d", (int)vow_answer_await(&slow).i);
    }
    TRACE("after the block %d", (int)vow_answer_await(&quick).i);
    return VOW_UNDEFINED;
}

VOW_TEST(answers_are_awaited_in_any_order_and_as_often_as_wanted)
{
    vow_await(call(asks_two));
    expect_none_runs();
    EXPECT_TRACE("2 over\n5 over\nslow 50\nquick 20\nagain 50\nafter the block 20\n");
}

ASYNC(keeps_a_window)
{
    static const int ticks[] = { 5, 1, 4, 2, 3 };
    struct vow_answer answers[2];
    unsigned asked = 0;

    VOW_GROUP(group)
        for (unsigned i = 0; i < 5; i++) {
            for (; asked < 5 && asked < i + 2; asked++)
                ask(&group, &answers[asked % 2], ticks[asked]);
            TRACE("%d", (int)vow_answer_await(&answers[i % 2]).i);
        }
    return VOW_UNDEFINED;
}

VOW_TEST(answers_come_in_order_while_the_next_are_on_their_way)
{
    vow_await(call(keeps_a_window));
    EXPECT_EQ(most, 2);
    expect_none_runs();
    EXPECT_TRACE("1 over\n5 over\n50\n10\n2 over\n4 over\n40\n20\n3 over\n30\n");
}

ASYNC(asks_one_that_fails)
{
    struct vow_answer other, bad;

    VOW_GROUP(group) {
        ask(&group, &other, 1000);
        ask(&group, &bad, -1);
        VOW_TRY {
            vow_answer_await(&bad);
        } VOW_CATCH(e) {
            TRACE("body sees %s", vow_test_text(e));
            vow_throw(e);
        } VOW_END
    }
    return VOW_UNDEFINED;
}

VOW_TEST(answer_of_a_child_that_fails_is_its_error_and_not_the_cancel)
{
    await_traced(call(asks_one_that_fails), "group");
    expect_none_runs();
    EXPECT_TRACE("body sees negative\ngroup rejected negative\n");
}

static struct vow_group *asked_group;
static struct vow_answer *shared;

ASYNC(waits_for_answer)
{
    VOW_TRY {
        TRACE("sibling has %d", (int)vow_answer_await(shared).i);
    } VOW_CATCH(e) {
        TRACE("sibling sees %s", vow_test_text(e));
        vow_throw(e);
    } VOW_END
    return VOW_UNDEFINED;
}

ASYNC(shares_answer)
{
    struct vow_answer answer, siblings[2];

    shared = &answer;
    VOW_GROUP(group) {
        ask(&group, &answer, 2);
        for (int i = 0; i < 2; i++)
            vow_group_ask(&group, &siblings[i], &waits_for_answer_fn, NULL, 0);
        VOW_TRY {
            VOW_TIMEOUT_MS(1);
            vow_answer_await(&answer);
        } VOW_CATCH(e) {
            TRACE("%s", vow_test_text(e));
        } VOW_END
        TRACE("again %d", (int)vow_answer_await(&answer).i);
    }
    return VOW_UNDEFINED;
}

VOW_TEST(answer_has_many_who_wait_and_a_timeout_ends_one_wait_only)
{
    vow_await(call(shares_answer));
    expect_none_runs();
    EXPECT_TRACE("TimeoutError\n2 over\nsibling has 20\nsibling has 20\nagain 20\n");
}

ASYNC(asks_a_group_that_is_left)
{
    struct vow_answer answer;

    VOW_TRY_FINALLY {
        vow_sleep_ms(1000);
    } VOW_FINALLY {
        VOW_TRY {
            ask(asked_group, &answer, 1);
        } VOW_CATCH(e) {
            TRACE("refused: %s", vow_test_text(e));
        } VOW_END
        VOW_TRY {
            vow_answer_await(&answer);
        } VOW_CATCH(e) {
            TRACE("no answer: %s", vow_test_text(e));
        } VOW_END
    } VOW_END
    return VOW_UNDEFINED;
}

ASYNC(is_left_while_asked)
{
    struct vow_answer answer;

    VOW_GROUP(group) {
        asked_group = &group;
        vow_group_ask(&group, &answer, &asks_a_group_that_is_left_fn, NULL, 0);
        break;
    }
    VOW_TRY {
        vow_answer_await(&answer);
    } VOW_CATCH(e) {
        TRACE("of one that was cancelled: %s", vow_test_text(e));
    } VOW_END
    return VOW_UNDEFINED;
}

VOW_TEST(answer_of_a_call_that_was_refused_or_cancelled)
{
    vow_await(call(is_left_while_asked));
    expect_none_runs();
    EXPECT_TRACE("refused: CancelError\nno answer: CancelError\nof one that was cancelled: CancelError\n");
}

/* ---- each ---- */

static const int items[] = { 3, 1, 2, 4 };

ASYNC(each_two_at_a_time)
{
    vow_value values[4];

    vow_await_each(&times_ten_fn, items, sizeof items[0], 4, 2, values);
    TRACE("%d %d %d %d", (int)values[0].i, (int)values[1].i, (int)values[2].i, (int)values[3].i);
    return VOW_UNDEFINED;
}

VOW_TEST(each_is_called_so_many_at_a_time_and_the_values_are_in_order)
{
    vow_await(call(each_two_at_a_time));
    EXPECT_EQ(most, 2);
    expect_none_runs();
    EXPECT_TRACE("1 over\n3 over\n2 over\n4 over\n30 10 20 40\n");
}

ASYNC(each_at_once)
{
    vow_await_each(&times_ten_fn, items, sizeof items[0], 4, 0, NULL);
    vow_await_each(&times_ten_fn, NULL, sizeof items[0], 0, 1, NULL);
    return VOW_UNDEFINED;
}

VOW_TEST(each_without_a_limit_and_without_values)
{
    vow_await(call(each_at_once));
    EXPECT_EQ(most, 4);
    expect_none_runs();
    EXPECT_TRACE("1 over\n2 over\n3 over\n4 over\n");
}

ASYNC(each_fails)
{
    static const int failing[] = { 1, 1000, -1, 2 };
    vow_value values[4] = { vow_int(0), vow_int(1), vow_int(2), vow_int(3) };

    VOW_KEEP(values);
    VOW_TRY {
        vow_await_each(&times_ten_fn, failing, sizeof failing[0], 4, 2, values);
    } VOW_CATCH(e) {
        TRACE("%s: %d %d %d %d", vow_test_text(e), (int)values[0].i, (int)values[1].i, (int)values[2].i, (int)values[3].i);
    } VOW_END
    return VOW_UNDEFINED;
}

VOW_TEST(each_that_fails_cancels_those_that_run_and_calls_no_more)
{
    vow_await(call(each_fails));
    expect_none_runs();
    EXPECT_TRACE("1 over\nnegative: 10 1 2 3\n");
}

VOW_TEST(each_is_cancelled_with_its_task)
{
    struct vow_promise *promise = call(each_two_at_a_time);

    vow_sleep_ms(2);
    cancel_and_wait(promise);
    expect_none_runs();
    EXPECT_TRACE("1 over\n");
}
