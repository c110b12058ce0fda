/* SPDX-License-Identifier: MIT */
/* Unhandled rejections (rule 9 of the standard's order). */
#include "../harness/script.h"

static struct vow_timer timer;

VOW_TEST(err_unhandled_basic)
{
    vow_detach(rejected("a"));
    TRACE("sync");
    vow_detach(vow_promise_then(vow_promise_then(resolved("v"), trace_text, NULL, text("micro")), trace_text, NULL, text("micro2")));
    vow_timer_start_ms(&timer, 2, trace_timer, text("timer"));
    vow_sleep_ms(5);
    EXPECT_TRACE("sync\nmicro\nmicro2\nunhandled a in main\ntimer\n");
}

static void catch_it(void *promise) { watch(take_lent(promise), "caught"); }

VOW_TEST(err_handled_same_turn)
{
    struct vow_promise *a = rejected("a"), *b = rejected("b");

    watch(a, "caught");
    vow_queue_microtask(catch_it, lend(b));
    drain();
    take_lent_back();
    EXPECT_TRACE("caught rejected a\ncaught rejected b\n");
}

VOW_TEST(err_unhandled_derived)
{
    struct vow_promise *p = rejected("a");

    watch(vow_promise_retain(p), "caught");
    vow_detach(vow_promise_then(p, trace_text, NULL, text("no")));
    drain();
    EXPECT_TRACE("caught rejected a\nunhandled a in the loop\n");
}

VOW_TEST(err_unhandled_finally)
{
    vow_detach(vow_promise_finally(rejected("a"), trace_text, text("fin")));
    drain();
    EXPECT_TRACE("fin\nunhandled a in the loop\n");
}

ASYNC(throws_4) { vow_throw(vow_string("4")); }
ASYNC(throws_5)
{
    vow_await_value(VOW_UNDEFINED);
    vow_throw(vow_string("5"));
}

VOW_TEST(err_unhandled_order)
{
    struct vow_promise *d = vow_promise_new(NULL);

    vow_detach(rejected("1"));
    vow_detach(vow_promise_then(resolved("v"), throw_text, NULL, text("2")));
    vow_promise_reject(d, vow_string("3"));
    vow_detach(call(throws_4));
    vow_detach(call(throws_5));
    drain();
    EXPECT_TRACE("unhandled 1 in main\nunhandled 3 in main\nunhandled 4 in throws_4\nunhandled 2 in the loop\n"
                 "unhandled 5 in throws_5\n");
}

ASYNC(loses)
{
    TRACE("f");
    vow_sleep_ms(2);
    vow_throw(vow_string("lost"));
}

VOW_TEST(err_unhandled_async_function)
{
    vow_detach(call(loses));
    vow_sleep_ms(5);
    EXPECT_TRACE("f\nunhandled lost in loses\n");
}

VOW_TEST(err_handled_late)
{
    struct vow_promise *p = rejected("x");

    drain();
    TRACE("catch it now");
    watch(p, "caught");
    drain();
    EXPECT_TRACE("unhandled x in main\ncatch it now\ncaught rejected x\nhandled late x\n");
}

VOW_TEST(err_handled_by_await_late)
{
    struct vow_promise *p = rejected("x");

    vow_sleep_ms(3);
    await_traced(p, "caught");
    drain();
    EXPECT_TRACE("unhandled x in main\ncaught rejected x\nhandled late x\n");
}

VOW_TEST(err_reported_once)
{
    struct vow_promise *p = rejected("x");

    drain();
    drain();
    vow_promise_release(p);
    drain();
    EXPECT_TRACE("unhandled x in main\n");
}

VOW_TEST(err_all_no_unhandled)
{
    struct vow_promise *both[] = { rejected("a"), rejected("b") };

    watch(vow_promise_all(both, 2), "caught");
    drain();
    EXPECT_TRACE("caught rejected a\n");
}

VOW_TEST(err_split_awaits)
{
    struct vow_promise *p1 = delayed(4, "one"), *p2 = delayed_rejection(2, "two");

    await_traced(p1, "p1");
    await_traced(p2, "p2");
    drain();
    EXPECT_TRACE("unhandled two in the loop\np1 one\np2 rejected two\nhandled late two\n");
}

VOW_TEST(err_throw_undefined)
{
    watch(vow_promise_rejected(VOW_UNDEFINED), "caught");
    vow_detach(vow_promise_rejected(VOW_UNDEFINED));
    drain();
    EXPECT_TRACE("caught rejected undefined\nunhandled undefined in main\n");
}

GENERATOR(waits_once) { return vow_await_value(VOW_UNDEFINED); }

VOW_TEST(err_generator_drained_throw_unhandled)
{
    struct vow_generator *it = generate(waits_once);

    vow_detach(next(it));
    vow_detach(vow_generator_throw(it, vow_string("t1")));
    vow_detach(vow_generator_throw(it, vow_string("t2")));
    drain();
    vow_generator_release(it);
    EXPECT_TRACE("unhandled t1 in waits_once\nunhandled t2 in waits_once\n");
}

GENERATOR(throws_g) { vow_throw(vow_string("g")); }

VOW_TEST(err_generator_request_unhandled)
{
    struct vow_generator *it = generate(throws_g);

    vow_detach(next(it));
    watch(next(it), "");
    drain();
    vow_generator_release(it);
    EXPECT_TRACE("{undefined true}\nunhandled g in throws_g\n");
}

VOW_TEST(err_adopted_rejection_is_handled)
{
    struct vow_promise *p = vow_promise_new(NULL);

    vow_promise_adopt(vow_promise_retain(p), rejected("r"));
    vow_detach(p);
    drain();
    EXPECT_TRACE("unhandled r in the loop\n");
}
