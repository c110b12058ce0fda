/* SPDX-License-Identifier: MIT */
/* Async generators: return() and throw() requests, finally (rules 6.5, 6.6, 7.4 to 7.7). */
#include "../harness/script.h"

static struct vow_generator *it;
static struct vow_promise *late;
static struct vow_timer timer;

static struct vow_promise *throw_with(const char *reason) { return vow_generator_throw(it, vow_string(reason)); }
static struct vow_promise *return_with(const char *value) { return vow_generator_return(it, vow_string(value)); }
static struct vow_promise *return_late(void) { return vow_generator_return_promise(it, vow_promise_retain(late)); }

static void start(struct vow_generator *generator)
{
    it = generator;
    vow_promise_release(next(it));
    drain();
}

static void finish(void)
{
    drain();
    vow_generator_release(it);
    drain();
}

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

GENERATOR(catch_yields)
{
    VOW_TRY_FINALLY {
        yield("1");
    } VOW_CATCH(e) {
        TRACE("caught %s", vow_test_text(e));
        yield("c");
        vow_return(vow_await_value(vow_string("from catch")));
    } VOW_FINALLY {
        TRACE("fin");
    } VOW_END
    return VOW_UNDEFINED;
}

VOW_TEST(gen_catch_return_yield)
{
    start(generate(catch_yields));
    await_traced(throw_with("t"), "");
    await_traced(next(it), "");
    await_traced(next(it), "");
    finish();
    EXPECT_TRACE("caught t\n{c false}\nfin\n{from catch true}\n{undefined true}\n");
}

GENERATOR(nested_finally)
{
    VOW_TRY_FINALLY {
        VOW_TRY_FINALLY {
            yield("1");
        } VOW_FINALLY {
            TRACE("in1");
            vow_await_value(VOW_UNDEFINED);
            TRACE("in2");
        } VOW_END
    } VOW_FINALLY {
        TRACE("out");
        vow_await_value(VOW_UNDEFINED);
        TRACE("out2");
    } VOW_END
    return VOW_UNDEFINED;
}
ASYNC(next_then_return)
{
    vow_await(next(it));
    await_traced(return_with("v"), "");
    return VOW_UNDEFINED;
}

VOW_TEST(gen_nested_finally_return)
{
    it = generate(nested_finally);
    vow_detach(call(next_then_return));
    ticks(8);
    finish();
    EXPECT_TRACE("turn 1\nturn 2\nin1\nturn 3\nin2\nout\nturn 4\nout2\nturn 5\n{v true}\nturn 6\nturn 7\nturn 8\n");
}

GENERATOR(finally_sleeps)
{
    VOW_TRY_FINALLY {
        yield("1");
    } VOW_FINALLY {
        TRACE("f1");
        vow_sleep_ms(5);
        TRACE("f2");
    } VOW_END
    return VOW_UNDEFINED;
}

VOW_TEST(gen_return_finally_awaits)
{
    start(generate(finally_sleeps));
    await_traced(return_with("v"), "");
    TRACE("end");
    finish();
    EXPECT_TRACE("f1\nf2\n{v true}\nend\n");
}

GENERATOR(finally_continues)
{
    static const char *const names[] = { "0", "1", "2" };
    static int i;

    for (i = 0; i < 3; i++) {
        VOW_TRY_FINALLY {
            yield(names[i]);
        } VOW_FINALLY {
            TRACE("fin %d", i);
            continue;
        } VOW_END
    }
    return VOW_UNDEFINED;
}

VOW_TEST(gen_return_finally_loops_on)
{
    start(generate(finally_continues));
    await_traced(return_with("v"), "");
    await_traced(next(it), "");
    await_traced(next(it), "");
    finish();
    EXPECT_TRACE("fin 0\n{1 false}\nfin 1\n{2 false}\nfin 2\n{undefined true}\n");
}

GENERATOR(finally_returns)
{
    VOW_TRY_FINALLY {
        yield("1");
    } VOW_FINALLY {
        return vow_await_value(vow_string("own"));
    } VOW_END
    return VOW_UNDEFINED;
}

VOW_TEST(gen_return_finally_overrides)
{
    start(generate(finally_returns));
    await_traced(return_with("v"), "");
    await_traced(next(it), "");
    finish();
    EXPECT_TRACE("{own true}\n{undefined true}\n");
}

GENERATOR(finally_throws)
{
    VOW_TRY_FINALLY {
        yield("1");
    } VOW_FINALLY {
        vow_throw(vow_string("fin"));
    } VOW_END
    return VOW_UNDEFINED;
}

VOW_TEST(gen_return_finally_throws)
{
    start(generate(finally_throws));
    await_traced(return_with("v"), "");
    await_traced(next(it), "");
    finish();
    EXPECT_TRACE("rejected fin\n{undefined true}\n");
}

GENERATOR(finally_yields)
{
    VOW_TRY_FINALLY {
        yield("1");
    } VOW_FINALLY {
        TRACE("x %s", vow_test_text(yield("cleanup")));
    } VOW_END
    return VOW_UNDEFINED;
}

VOW_TEST(gen_return_finally_yields)
{
    start(generate(finally_yields));
    await_traced(return_with("v"), "");
    await_traced(vow_generator_next(it, vow_string("sent")), "");
    await_traced(next(it), "");
    finish();
    EXPECT_TRACE("{cleanup false}\nx sent\n{v true}\n{undefined true}\n");
}

VOW_TEST(gen_throw_finally_yields)
{
    start(generate(finally_yields));
    await_traced(throw_with("t"), "");
    await_traced(next(it), "then");
    await_traced(next(it), "");
    finish();
    EXPECT_TRACE("{cleanup false}\nx undefined\nthen rejected t\n{undefined true}\n");
}

GENERATOR(finally_in_finally)
{
    VOW_TRY_FINALLY {
        yield("1");
    } VOW_FINALLY {
        VOW_TRY_FINALLY {
            yield("c1");
        } VOW_FINALLY {
            TRACE("inner fin");
        } VOW_END
        TRACE("no");
    } VOW_END
    return VOW_UNDEFINED;
}

VOW_TEST(gen_return_twice_finally_yields)
{
    start(generate(finally_in_finally));
    await_traced(return_with("first"), "");
    await_traced(return_with("second"), "");
    await_traced(next(it), "");
    finish();
    EXPECT_TRACE("{c1 false}\ninner fin\n{second true}\n{undefined true}\n");
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

VOW_TEST(gen_release_runs_finally_that_awaits)
{
    start(generate(finally_sleeps));
    vow_generator_release(it);
    vow_sleep_ms(8);
    EXPECT_TRACE("f1\nf2\n");
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
