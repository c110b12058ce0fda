/* SPDX-License-Identifier: MIT */
/* all, allSettled, any, race (rule 4 of the standard's order). */
#include "../harness/script.h"

#include <vow/cancel.h>

#include <stdio.h>

#define LIST(...) (struct vow_promise *[]){ __VA_ARGS__ }, sizeof((struct vow_promise *[]){ __VA_ARGS__ }) / sizeof(struct vow_promise *)

/* Traces the entries of a list promise: "name fulfilled:a rejected:b". */
static void await_list(struct vow_promise *promise, const char *name)
{
    char line[128];
    int length;
    vow_value value;

    vow_promise_retain(promise);
    vow_await_result(promise, NULL);
    length = snprintf(line, sizeof line, "%s%s", name,
                      vow_promise_status(promise) == VOW_REJECTED_LIST ? " (rejected)" : "");
    for (size_t i = 0; i < vow_promise_count(promise); i++) {
        enum vow_status status = vow_promise_at(promise, i, &value);

        length += snprintf(line + length, sizeof line - (size_t)length, " %s%s", status == VOW_REJECTED ? "rejected:" : "",
                           vow_test_text(value));
    }
    TRACE("%s", line);
    vow_promise_release(promise);
}

VOW_TEST(comb_all_order)
{
    await_list(vow_promise_all(LIST(delayed(20, "a"), delayed(5, "b"), resolved("c"))), "all");
    EXPECT_TRACE("all a b c\n");
}

VOW_TEST(comb_all_turns)
{
    vow_detach(vow_promise_then(vow_promise_all(LIST(resolved("1"), resolved("2"))), trace_text, NULL, text("all")));
    ticks(4);
    drain();
    EXPECT_TRACE("turn 1\nall\nturn 2\nturn 3\nturn 4\n");
}

VOW_TEST(comb_all_empty_turns)
{
    struct vow_promise *all = vow_promise_all(NULL, 0);

    EXPECT_EQ(vow_promise_status(all), VOW_LIST);
    EXPECT_EQ(vow_promise_count(all), 0);
    vow_detach(vow_promise_then(all, trace_text, NULL, text("all")));
    ticks(2);
    drain();
    EXPECT_TRACE("all\nturn 1\nturn 2\n");
}

VOW_TEST(comb_all_duplicates)
{
    struct vow_promise *p = delayed(5, "x");

    await_list(vow_promise_all(LIST(vow_promise_retain(p), p)), "all");
    EXPECT_TRACE("all x x\n");
}

VOW_TEST(comb_all_reject_first)
{
    await_traced(vow_promise_all(LIST(delayed(3, "a"), delayed_rejection(2, "second"), delayed_rejection(1, "first"))), "all");
    vow_sleep_ms(5);
    EXPECT_TRACE("all rejected first\n");
}

VOW_TEST(comb_allsettled)
{
    await_list(vow_promise_all_settled(LIST(delayed(10, "a"), rejected("b"), resolved("c"))), "settled");
    EXPECT_TRACE("settled a rejected:b c\n");
}

VOW_TEST(comb_allsettled_empty_turns)
{
    vow_detach(vow_promise_then(vow_promise_all_settled(LIST(rejected("x"), resolved("1"))), trace_text, NULL, text("two")));
    vow_detach(vow_promise_then(vow_promise_all_settled(NULL, 0), trace_text, NULL, text("empty")));
    ticks(3);
    drain();
    EXPECT_TRACE("empty\nturn 1\ntwo\nturn 2\nturn 3\n");
}

VOW_TEST(comb_any_first_fulfilled)
{
    await_traced(vow_promise_any(LIST(rejected("a"), delayed(10, "b"), delayed(25, "c"))), "any");
    vow_sleep_ms(30);
    EXPECT_TRACE("any b\n");
}

VOW_TEST(comb_any_all_rejected)
{
    await_list(vow_promise_any(LIST(delayed_rejection(10, "slow"), rejected("fast"))), "any");
    EXPECT_TRACE("any (rejected) rejected:slow rejected:fast\n");
}

VOW_TEST(comb_any_rejection_is_thrown_as_aggregate)
{
    VOW_TRY {
        vow_await(vow_promise_any(LIST(rejected("a"), rejected("b"))));
    } VOW_CATCH(e) {
        TRACE("caught %s", vow_test_text(e));
    } VOW_END
    EXPECT_TRACE("caught AggregateError\n");
}

VOW_TEST(comb_any_empty)
{
    struct vow_promise *any = vow_promise_any(NULL, 0);

    EXPECT_EQ(vow_promise_status(any), VOW_REJECTED_LIST);
    EXPECT_EQ(vow_promise_count(any), 0);
    vow_detach(vow_promise_catch(any, give_text, NULL));
    drain();
}

VOW_TEST(comb_race_empty_stays_pending)
{
    struct vow_promise *race = vow_promise_race(NULL, 0);

    drain();
    EXPECT_EQ(vow_promise_status(race), VOW_PENDING);
    vow_promise_release(race);
}

VOW_TEST(comb_race_first)
{
    watch(vow_promise_race(LIST(delayed(20, "slow"), delayed(5, "fast"))), "race");
    watch(vow_promise_race(LIST(delayed(20, "slow"), delayed_rejection(6, "err"))), "race");
    vow_sleep_ms(25);
    EXPECT_TRACE("race fast\nrace rejected err\n");
}

VOW_TEST(comb_race_input_order)
{
    watch(vow_promise_race(LIST(resolved("a"), rejected("b"))), "1");
    watch(vow_promise_race(LIST(rejected("b"), resolved("a"))), "2");
    ticks(3);
    drain();
    EXPECT_TRACE("turn 1\n1 a\n2 rejected b\nturn 2\nturn 3\n");
}

VOW_TEST(comb_race_adopted_loses)
{
    struct vow_promise *adopting = vow_promise_new(NULL);

    vow_promise_adopt(vow_promise_retain(adopting), resolved("adopted"));
    watch(vow_promise_race(LIST(adopting, resolved("plain"))), "race");
    drain();
    EXPECT_TRACE("race plain\n");
}

VOW_TEST(comb_race_losers_run_on)
{
    watch(vow_promise_race(LIST(vow_promise_then(vow_delay_ms(3), trace_text, NULL, text("loser")), resolved("v"))), "race");
    vow_sleep_ms(5);
    EXPECT_TRACE("race v\nloser\n");
}

VOW_TEST(comb_any_late_rejection_is_handled)
{
    watch(vow_promise_any(LIST(resolved("v"), delayed_rejection(2, "late"))), "any");
    vow_sleep_ms(5);
    EXPECT_TRACE("any v\n");
}

VOW_TEST(comb_all_nested)
{
    struct vow_promise *inner = vow_promise_all(LIST(resolved("a")));

    vow_detach(vow_promise_then(vow_promise_all(LIST(inner)), trace_text, NULL, text("outer")));
    ticks(4);
    drain();
    EXPECT_TRACE("turn 1\nturn 2\nouter\nturn 3\nturn 4\n");
}

VOW_TEST(comb_mixed_order)
{
    struct vow_promise *p = vow_promise_new(NULL);

#define ADD(kind, name) \
    vow_detach(vow_promise_then(vow_promise_##kind(LIST(vow_promise_retain(p))), trace_text, NULL, text(name)))
    ADD(all, "all");
    ADD(race, "race");
    ADD(any, "any");
    ADD(all_settled, "settled");
#undef ADD
    vow_detach(vow_promise_then(vow_promise_retain(p), trace_text, NULL, text("then")));
    vow_promise_resolve(p, vow_string("1"));
    ticks(3);
    drain();
    EXPECT_TRACE("then\nturn 1\nall\nrace\nany\nsettled\nturn 2\nturn 3\n");
}

VOW_TEST(comb_await_all_copies_values)
{
    vow_value values[2] = { VOW_UNDEFINED, VOW_UNDEFINED };

    vow_await_all(LIST(delayed(10, "1"), delayed(4, "2")), values);
    TRACE("%s %s", values[0].s, values[1].s);
    EXPECT_TRACE("1 2\n");
}

VOW_TEST(comb_await_all_throws_first_rejection)
{
    vow_value values[2] = { vow_string("a"), vow_string("b") };

    VOW_TRY {
        vow_await_all(LIST(delayed_rejection(4, "slow"), delayed_rejection(2, "fast")), values);
    } VOW_CATCH(e) {
        TRACE("caught %s", vow_test_text(e));
    } VOW_END
    TRACE("%s %s", values[0].s, values[1].s);
    vow_sleep_ms(5);
    EXPECT_TRACE("caught fast\na b\n");
}

VOW_TEST(comb_await_all_order_as_all)
{
    vow_value values[2];

    ticks(4);
    vow_await_all(LIST(resolved("1"), resolved("2")), values);
    TRACE("all");
    drain();
    EXPECT_TRACE("turn 1\nturn 2\nall\nturn 3\nturn 4\n");
}

ASYNC(sleeps_long)
{
    VOW_TRY_FINALLY {
        vow_sleep_ms(1000);
    } VOW_FINALLY {
        TRACE("over");
    } VOW_END
    return VOW_UNDEFINED;
}

ASYNC(awaits_both)
{
    vow_value values[2];

    vow_await_all(LIST(call(sleeps_long), delayed(1000, "x")), values);
    return VOW_UNDEFINED;
}

VOW_TEST(comb_await_all_that_is_cancelled_cancels_what_it_awaits)
{
    struct vow_promise *both = call(awaits_both);

    EXPECT_EQ(vow_promise_cancel(both), VOW_CANCELLED);
    await_traced(both, "both");
    EXPECT_TRACE("over\nboth rejected CancelError\n");
}

/* Letting go of the outermost list takes all of them apart. A list takes two records. */
enum { CHAIN = TEST_RECORDS / 2 - 4 };
VOW_TEST(comb_release_chain)
{
    struct vow_promise *p = resolved("v");
    unsigned live = vow_loop_live();

    for (int i = 0; i < CHAIN; i++)
        p = vow_promise_all(&p, 1);
    drain();
    EXPECT_EQ(vow_promise_status(p), VOW_LIST);
    EXPECT(vow_loop_live() >= live + CHAIN);
    vow_promise_release(p);
    EXPECT_EQ(vow_loop_live(), live - 1);
}
