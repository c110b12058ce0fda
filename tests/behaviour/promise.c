/* SPDX-License-Identifier: MIT */
/* Promises: settling, reactions, adoption (rules 1 and 2 of the standard's order). */
#include "../harness/script.h"

VOW_TEST(promise_then_settled_async)
{
    watch(resolved("v"), "cb");
    TRACE("after then");
    drain();
    EXPECT_TRACE("after then\ncb v\n");
}

VOW_TEST(promise_resolve_once)
{
    struct vow_promise *p = vow_promise_new("p");

    watch(vow_promise_retain(p), "p");
    resolve(p, "1");
    resolve(p, "2");
    reject(p, "x");
    vow_promise_release(p);
    drain();
    EXPECT_TRACE("p 1\n");
}

VOW_TEST(promise_reject_once)
{
    struct vow_promise *p = vow_promise_new(NULL);

    watch(vow_promise_retain(p), "p");
    reject(p, "first");
    resolve(p, "2");
    reject(p, "second");
    vow_promise_release(p);
    drain();
    EXPECT_TRACE("p rejected first\n");
}

VOW_TEST(promise_status_and_value)
{
    struct vow_promise *p = vow_promise_new(NULL);

    EXPECT_EQ(vow_promise_status(p), VOW_PENDING);
    EXPECT_EQ(vow_promise_value(p).u, 0);
    vow_promise_resolve(vow_promise_retain(p), vow_int(-7));
    EXPECT_EQ(vow_promise_status(p), VOW_FULFILLED);
    EXPECT_EQ(vow_promise_value(p).i, -7);
    vow_promise_release(p);
}

VOW_TEST(promise_then_order)
{
    struct vow_promise *p = vow_promise_new(NULL);

    watch(vow_promise_retain(p), "a");
    watch(vow_promise_retain(p), "b");
    vow_detach(vow_promise_finally(vow_promise_retain(p), trace_text, text("c")));
    resolve(p, "1");
    watch(p, "d");
    TRACE("sync");
    drain();
    EXPECT_TRACE("sync\na 1\nb 1\nc\nd 1\n");
}

VOW_TEST(promise_settle_order)
{
    struct vow_promise *a = vow_promise_new(NULL), *b = vow_promise_new(NULL), *c = vow_promise_new(NULL);

    watch(vow_promise_retain(a), "a");
    watch(vow_promise_retain(b), "b");
    watch(vow_promise_retain(c), "c");
    vow_promise_resolve(c, VOW_UNDEFINED);
    vow_promise_resolve(a, VOW_UNDEFINED);
    vow_promise_resolve(b, VOW_UNDEFINED);
    drain();
    EXPECT_TRACE("c undefined\na undefined\nb undefined\n");
}

static vow_value settle_other(void *other, vow_value value, enum vow_status status)
{
    (void)status;
    TRACE("settle the other");
    vow_promise_resolve(take_lent(other), value);
    return value;
}

VOW_TEST(promise_resolve_inside_reaction)
{
    struct vow_promise *first = resolved("1"), *other = vow_promise_new(NULL);

    watch(vow_promise_retain(other), "other");
    vow_detach(vow_promise_then(vow_promise_retain(first), settle_other, NULL, lend(other)));
    watch(first, "first");
    drain();
    take_lent_back();
    EXPECT_TRACE("settle the other\nfirst 1\nother 1\n");
}

static vow_value then_again(void *promise, vow_value value, enum vow_status status)
{
    (void)status;
    TRACE("a");
    watch(take_lent(promise), "a2");
    return value;
}

VOW_TEST(promise_then_nested)
{
    struct vow_promise *p = resolved("v");

    vow_detach(vow_promise_then(vow_promise_retain(p), then_again, NULL, lend(vow_promise_retain(p))));
    watch(p, "b");
    drain();
    take_lent_back();
    EXPECT_TRACE("a\nb v\na2 v\n");
}

VOW_TEST(promise_interleave_chains)
{
    struct vow_promise *a = resolved("v"), *b = resolved("v");

    a = vow_promise_then(a, trace_text, NULL, text("a1"));
    a = vow_promise_then(a, trace_text, NULL, text("a2"));
    a = vow_promise_then(a, trace_text, NULL, text("a3"));
    b = vow_promise_then(b, trace_text, NULL, text("b1"));
    b = vow_promise_then(b, trace_text, NULL, text("b2"));
    b = vow_promise_then(b, trace_text, NULL, text("b3"));
    vow_detach(a);
    vow_detach(b);
    TRACE("sync");
    drain();
    EXPECT_TRACE("sync\na1\nb1\na2\nb2\na3\nb3\n");
}

/* new Promise(r => r(promise)) */
static struct vow_promise *wrapped(struct vow_promise *followed)
{
    struct vow_promise *p = vow_promise_new(NULL);

    vow_promise_adopt(vow_promise_retain(p), followed);
    return p;
}

VOW_TEST(promise_adopt_fulfilled_turns)
{
    watch(wrapped(resolved("v")), "p");
    ticks(4);
    drain();
    EXPECT_TRACE("turn 1\nturn 2\np v\nturn 3\nturn 4\n");
}

VOW_TEST(promise_adopt_rejected_turns)
{
    watch(wrapped(rejected("r")), "p");
    ticks(4);
    drain();
    EXPECT_TRACE("turn 1\nturn 2\np rejected r\nturn 3\nturn 4\n");
}

VOW_TEST(promise_adopt_chain_three)
{
    struct vow_promise *p0 = resolved("v"), *p1, *p2, *p3;

    p1 = wrapped(p0);
    p2 = wrapped(vow_promise_retain(p1));
    p3 = wrapped(vow_promise_retain(p2));
    watch(p1, "p1");
    watch(p2, "p2");
    watch(p3, "p3");
    ticks(8);
    drain();
    EXPECT_TRACE("turn 1\nturn 2\np1 v\nturn 3\np2 v\nturn 4\np3 v\nturn 5\nturn 6\nturn 7\nturn 8\n");
}

static void settle_with_3(void *promise)
{
    TRACE("settle");
    vow_promise_resolve(take_lent(promise), vow_string("3"));
}

VOW_TEST(promise_adopt_pending)
{
    struct vow_promise *inner = vow_promise_new(NULL), *outer = vow_promise_new(NULL);

    watch(vow_promise_retain(outer), "outer");
    vow_promise_adopt(outer, vow_promise_retain(inner));
    watch(vow_promise_retain(inner), "inner");
    EXPECT(vow_queue_microtask(settle_with_3, lend(inner)) == NULL);
    ticks(6);
    drain();
    take_lent_back();
    EXPECT_TRACE("settle\nturn 1\ninner 3\nturn 2\nouter 3\nturn 3\nturn 4\nturn 5\nturn 6\n");
}

VOW_TEST(promise_locked_in)
{
    struct vow_promise *inner = vow_promise_new(NULL), *outer = vow_promise_new(NULL);

    vow_promise_adopt(vow_promise_retain(outer), vow_promise_retain(inner));
    reject(outer, "late");
    resolve(outer, "9");
    EXPECT_EQ(vow_promise_status(outer), VOW_PENDING);
    watch(outer, "outer");
    vow_promise_resolve(inner, vow_string("inner value"));
    drain();
    EXPECT_TRACE("outer inner value\n");
}

VOW_TEST(promise_adopt_twice_counts_once)
{
    struct vow_promise *outer = vow_promise_new(NULL);

    vow_promise_adopt(vow_promise_retain(outer), resolved("1"));
    vow_promise_adopt(vow_promise_retain(outer), resolved("2"));
    watch(outer, "outer");
    drain();
    EXPECT_TRACE("outer 1\n");
}

VOW_TEST(promise_self_resolution)
{
    struct vow_promise *p = vow_promise_new(NULL);

    watch(vow_promise_retain(p), "p");
    vow_promise_adopt(vow_promise_retain(p), vow_promise_retain(p));
    EXPECT_EQ(vow_promise_status(p), VOW_REJECTED);
    EXPECT(vow_promise_value(p).e == &vow_error_self_resolution);
    vow_promise_release(p);
    drain();
    EXPECT_TRACE("p rejected TypeError\n");
}

VOW_TEST(promise_reject_not_unwrapped)
{
    struct vow_promise *inner = resolved("1"), *p = vow_promise_rejected(vow_pointer(inner));

    EXPECT(vow_promise_value(p).p == inner);
    vow_detach(vow_promise_catch(p, give_text, NULL));
    vow_promise_release(inner);
    drain();
}

static vow_value add_1(void *argument, vow_value value, enum vow_status status)
{
    (void)argument, (void)status;
    return vow_int(value.i + 1);
}
static vow_value throw_b(void *argument, vow_value value, enum vow_status status)
{
    (void)argument, (void)value, (void)status;
    vow_throw(vow_string("b"));
}
static vow_value trace_number(void *name, vow_value value, enum vow_status status)
{
    TRACE("%s %s %ld", (char *)name, status == VOW_REJECTED ? "rejected" : "ok", (long)value.i);
    return value;
}

VOW_TEST(promise_branches)
{
    struct vow_promise *p = vow_promise_resolved(vow_int(1));
    struct vow_promise *a = vow_promise_then(vow_promise_retain(p), add_1, NULL, NULL);
    struct vow_promise *b = vow_promise_then(vow_promise_retain(p), throw_b, NULL, NULL);

    vow_detach(vow_promise_then(a, trace_number, trace_number, text("a")));
    watch(b, "b");
    vow_detach(vow_promise_then(p, trace_number, trace_number, text("p")));
    drain();
    EXPECT_TRACE("p ok 1\na ok 2\nb rejected b\n");
}

VOW_TEST(promise_release_in_any_order)
{
    struct vow_promise *p = vow_promise_new(NULL), *a, *b;

    a = vow_promise_then(vow_promise_retain(p), trace_text, NULL, text("a"));
    b = vow_promise_then(vow_promise_retain(p), trace_text, NULL, text("b"));
    vow_promise_release(a);
    resolve(p, "v");
    vow_promise_release(p);
    vow_promise_release(b);
    drain();
    EXPECT_TRACE("a\nb\n");
}
