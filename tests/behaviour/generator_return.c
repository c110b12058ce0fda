/* SPDX-License-Identifier: MIT */
/* Async generators: return() and throw() requests (rules 6.5, 6.6, 7.4 to 7.7). What finally makes of them is in
 * generator_finally.c. */
#include "generator_test.h"

static struct vow_promise *late;
static struct vow_timer timer;

static struct vow_promise *return_late(void) { return vow_generator_return_promise(it, vow_promise_retain(late)); }

GENERATOR(body_once)
{
    TRACE("body");
    yield("1");
    return VOW_UNDEFINED;
}
GENERATOR(empty) { return VOW_UNDEFINED; }

VOW_TEST(gen_return_start)
{
    it = generate(body_once);
    watch(return_with("v"), "");
    watch(next(it), "");
    ticks(4);
    finish();
    EXPECT_TRACE("turn 1\n{v true}\n{undefined true}\nturn 2\nturn 3\nturn 4\n");
}

VOW_TEST(gen_return_start_promise)
{
    late = vow_promise_new(NULL);
    it = generate(body_once);
    watch(return_late(), "return");
    watch(next(it), "next");
    watch(throw_with("t"), "throw");
    vow_timer_start_ms(&timer, 5, resolve_late, late);
    vow_sleep_ms(8);
    finish();
    EXPECT_TRACE("settle\nreturn {late true}\nnext {undefined true}\nthrow rejected t\n");
}

VOW_TEST(gen_return_start_rejected)
{
    it = generate(body_once);
    watch(vow_generator_return_promise(it, rejected("r")), "");
    watch(next(it), "");
    finish();
    EXPECT_TRACE("rejected r\n{undefined true}\n");
}

static void ask_more(void *unused)
{
    (void)unused;
    watch(next(it), "n");
    watch(return_with("w"), "r2");
    TRACE("asked");
}

VOW_TEST(gen_awaiting_return_new_requests)
{
    it = generate(empty);
    watch(vow_generator_return_promise(it, delayed(5, "v")), "r");
    vow_queue_microtask(ask_more, NULL);
    vow_sleep_ms(8);
    finish();
    EXPECT_TRACE("asked\nr {v true}\nn {undefined true}\nr2 {w true}\n");
}

GENERATOR(one_finally)
{
    VOW_TRY_FINALLY {
        yield("1");
        TRACE("no");
    } VOW_FINALLY {
        TRACE("fin");
    } VOW_END
    return VOW_UNDEFINED;
}

VOW_TEST(gen_return_yield_finally)
{
    start(generate(one_finally));
    await_traced(return_with("v"), "");
    await_traced(next(it), "");
    finish();
    EXPECT_TRACE("fin\n{v true}\n{undefined true}\n");
}

VOW_TEST(gen_return_yield_turns)
{
    start(generate(one_finally));
    watch(return_with("v"), "");
    ticks(4);
    finish();
    EXPECT_TRACE("fin\nturn 1\n{v true}\nturn 2\nturn 3\nturn 4\n");
}

VOW_TEST(gen_return_yield_promise)
{
    late = vow_promise_new(NULL);
    it = generate(one_finally);
    vow_promise_release(next(it));
    watch(return_late(), "");
    vow_timer_start_ms(&timer, 5, resolve_late, late);
    vow_sleep_ms(8);
    finish();
    EXPECT_TRACE("settle\nfin\n{late true}\n");
}

GENERATOR(one_catch_finally)
{
    VOW_TRY_FINALLY {
        yield("1");
    } VOW_CATCH(e) {
        TRACE("catch %s", vow_test_text(e));
    } VOW_FINALLY {
        TRACE("fin");
    } VOW_END
    TRACE("behind");
    return VOW_UNDEFINED;
}

VOW_TEST(gen_return_skips_catch)
{
    start(generate(one_catch_finally));
    await_traced(return_with("v"), "");
    finish();
    EXPECT_TRACE("fin\n{v true}\n");
}

VOW_TEST(gen_return_yield_rejected)
{
    start(generate(one_catch_finally));
    await_traced(vow_generator_return_promise(it, rejected("r")), "");
    finish();
    EXPECT_TRACE("catch r\nfin\nbehind\n{undefined true}\n");
}

VOW_TEST(gen_return_value_types)
{
    start(generate(one_finally));
    await_traced(vow_generator_return(it, VOW_UNDEFINED), "");
    finish();
    start(generate(one_finally));
    await_traced(vow_generator_throw(it, VOW_UNDEFINED), "caught");
    finish();
    EXPECT_TRACE("fin\n{undefined true}\nfin\ncaught rejected undefined\n");
}

GENERATOR(waits)
{
    VOW_TRY_FINALLY {
        TRACE("wait");
        vow_await(vow_promise_retain(late));
        TRACE("go on");
        yield("1");
        TRACE("no");
    } VOW_FINALLY {
        TRACE("fin");
    } VOW_END
    return VOW_UNDEFINED;
}

VOW_TEST(gen_return_while_awaiting)
{
    late = vow_promise_new(NULL);
    it = generate(waits);
    watch(next(it), "n");
    watch(return_with("v"), "r");
    vow_timer_start_ms(&timer, 5, resolve_late, late);
    vow_sleep_ms(8);
    finish();
    EXPECT_TRACE("wait\nsettle\ngo on\nn {1 false}\nfin\nr {v true}\n");
}

GENERATOR(returns_itself)
{
    VOW_TRY_FINALLY {
        watch(return_with("self"), "ret");
        yield("1");
        TRACE("no");
    } VOW_FINALLY {
        TRACE("fin");
    } VOW_END
    return VOW_UNDEFINED;
}

VOW_TEST(gen_self_return)
{
    it = generate(returns_itself);
    watch(next(it), "next");
    finish();
    EXPECT_TRACE("next {1 false}\nfin\nret {self true}\n");
}

GENERATOR(asks_itself)
{
    watch(next(it), "inner");
    yield("1");
    TRACE("on");
    yield("2");
    return VOW_UNDEFINED;
}

VOW_TEST(gen_self_request)
{
    it = generate(asks_itself);
    watch(next(it), "outer");
    finish();
    EXPECT_TRACE("on\nouter {1 false}\ninner {2 false}\n");
}

GENERATOR(catches_and_yields)
{
    for (;;) {
        VOW_TRY {
            yield("y");
        } VOW_CATCH(e) {
            TRACE("caught %s", vow_test_text(e));
        } VOW_END
    }
    return VOW_UNDEFINED;
}

VOW_TEST(gen_throw_yield_caught)
{
    start(generate(catches_and_yields));
    await_traced(throw_with("t1"), "");
    await_traced(throw_with("t2"), "");
    await_traced(return_with("r"), "");
    finish();
    EXPECT_TRACE("caught t1\n{y false}\ncaught t2\n{y false}\n{r true}\n");
}

VOW_TEST(gen_throw_yield_uncaught)
{
    start(generate(one_finally));
    await_traced(throw_with("t"), "");
    await_traced(next(it), "");
    finish();
    EXPECT_TRACE("fin\nrejected t\n{undefined true}\n");
}

/* ---- what C adds: the last reference, defer ---- */

VOW_TEST(gen_release_closes)
{
    start(generate(one_finally));
    vow_generator_release(it);
    TRACE("released");
    drain();
    EXPECT_TRACE("released\nfin\n");
}

VOW_TEST(gen_release_with_reference_left)
{
    start(generate(one_finally));
    vow_generator_retain(it);
    vow_generator_release(it);
    drain();
    TRACE("still there");
    await_traced(next(it), "");
    finish();
    EXPECT_TRACE("still there\nno\nfin\n{undefined true}\n");
}

GENERATOR(one_deferred)
{
    VOW_DEFER(trace_timer, text("deferred"));
    yield("1");
    TRACE("no");
    return VOW_UNDEFINED;
}

VOW_TEST(gen_return_runs_defer)
{
    start(generate(one_deferred));
    await_traced(return_with("v"), "");
    finish();
    EXPECT_TRACE("deferred\n{v true}\n");
}
