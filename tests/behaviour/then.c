/* SPDX-License-Identifier: MIT */
/* then, catch, finally (rule 3 of the standard's order). */
#include "../harness/script.h"

static vow_value adopt_4(void *argument, vow_value value, enum vow_status status)
{
    (void)argument, (void)value, (void)status;
    TRACE("0");
    return vow_adopt(resolved("4"));
}

VOW_TEST(promise_then_return_promise)
{
    struct vow_promise *p = resolved("v");

    watch(vow_promise_then(resolved("v"), adopt_4, NULL, NULL), "");
    p = vow_promise_then(p, trace_text, NULL, text("1"));
    p = vow_promise_then(p, trace_text, NULL, text("2"));
    p = vow_promise_then(p, trace_text, NULL, text("3"));
    p = vow_promise_then(p, trace_text, NULL, text("5"));
    vow_detach(vow_promise_then(p, trace_text, NULL, text("6")));
    drain();
    EXPECT_TRACE("0\n1\n2\n3\n4\n5\n6\n");
}

VOW_TEST(promise_then_both_handlers)
{
    struct vow_promise *p = vow_promise_then(resolved("1"), throw_text, trace_text, text("in f"));

    vow_detach(vow_promise_catch(p, trace_settled, text("later")));
    watch(vow_promise_then(rejected("r"), trace_text, trace_settled, text("g")), "fixed");
    drain();
    EXPECT_TRACE("g rejected r\nlater rejected in f\nfixed r\n");
}

VOW_TEST(promise_then_missing_handlers)
{
    watch(vow_promise_then(resolved("v"), NULL, NULL, NULL), "a");
    watch(vow_promise_then(rejected("r"), NULL, NULL, NULL), "b");
    ticks(3);
    drain();
    EXPECT_TRACE("turn 1\na v\nb rejected r\nturn 2\nturn 3\n");
}

VOW_TEST(promise_catch_recovers)
{
    watch(vow_promise_catch(rejected("r"), give_text, text("fixed")), "p");
    drain();
    EXPECT_TRACE("p fixed\n");
}

VOW_TEST(promise_catch_passes_values)
{
    watch(vow_promise_catch(resolved("v"), trace_text, text("wrong")), "p");
    drain();
    EXPECT_TRACE("p v\n");
}

static vow_value adopt_derived(void *argument, vow_value value, enum vow_status status)
{
    (void)argument, (void)value, (void)status;
    return vow_adopt(take_lent(lent));
}

VOW_TEST(promise_self_via_then)
{
    struct vow_promise *derived = lend(vow_promise_then(resolved("v"), adopt_derived, NULL, NULL));

    watch(vow_promise_retain(derived), "p");
    drain();
    take_lent_back();
    EXPECT_TRACE("p rejected TypeError\n");
}

VOW_TEST(promise_finally_fulfilled_turns)
{
    watch(vow_promise_finally(resolved("1"), trace_text, text("f")), "then");
    ticks(6);
    drain();
    EXPECT_TRACE("f\nturn 1\nturn 2\nturn 3\nthen 1\nturn 4\nturn 5\nturn 6\n");
}

VOW_TEST(promise_finally_rejected_turns)
{
    watch(vow_promise_finally(rejected("r"), trace_text, text("f")), "then");
    ticks(6);
    drain();
    EXPECT_TRACE("f\nturn 1\nturn 2\nturn 3\nthen rejected r\nturn 4\nturn 5\nturn 6\n");
}

static vow_value adopt_rejected(void *reason, vow_value value, enum vow_status status)
{
    (void)value, (void)status;
    return vow_adopt(rejected(reason));
}

VOW_TEST(promise_finally_override)
{
    watch(vow_promise_finally(resolved("1"), give_text, text("99")), "a");
    watch(vow_promise_finally(resolved("1"), throw_text, text("fin")), "b");
    watch(vow_promise_finally(rejected("orig"), throw_text, text("fin")), "c");
    watch(vow_promise_finally(rejected("orig"), adopt_rejected, text("fin2")), "d");
    watch(vow_promise_finally(rejected("orig"), give_text, text("5")), "e");
    drain();
    EXPECT_TRACE("b rejected fin\nc rejected fin\na 1\nd rejected fin2\ne rejected orig\n");
}

static vow_value adopt_promise(void *promise, vow_value value, enum vow_status status)
{
    (void)value, (void)status;
    return vow_adopt(take_lent(promise));
}

VOW_TEST(promise_finally_waits)
{
    struct vow_promise *inner = vow_promise_new(NULL);

    watch(vow_promise_finally(resolved("v"), adopt_promise, lend(vow_promise_retain(inner))), "p");
    drain();
    TRACE("settle");
    vow_promise_resolve(inner, vow_string("ignored"));
    drain();
    take_lent_back();
    EXPECT_TRACE("settle\np v\n");
}

static vow_value trace_whether_value(void *argument, vow_value value, enum vow_status status)
{
    (void)argument, (void)status;
    TRACE("argument %s", vow_test_text(value));
    return VOW_UNDEFINED;
}

VOW_TEST(promise_finally_no_argument)
{
    vow_detach(vow_promise_finally(resolved("1"), trace_whether_value, NULL));
    vow_detach(vow_promise_catch(vow_promise_finally(rejected("1"), trace_whether_value, NULL), give_text, NULL));
    drain();
    EXPECT_TRACE("argument undefined\nargument undefined\n");
}

VOW_TEST(promise_finally_non_function)
{
    watch(vow_promise_finally(resolved("v"), NULL, NULL), "p");
    ticks(2);
    drain();
    EXPECT_TRACE("turn 1\np v\nturn 2\n");
}
