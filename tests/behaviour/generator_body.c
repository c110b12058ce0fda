/* SPDX-License-Identifier: MIT */
/* Async generators: yield, and the end of the body (rule 7). As in generator.c, `return value` is written
 * `return vow_await_value(value)` (7.3). */
#include "generator_test.h"

static struct vow_promise *late;
static struct vow_timer timer;

GENERATOR(one) { return yield("1"), VOW_UNDEFINED; }
GENERATOR(return_r) { return vow_await_value(vow_string("r")); }

VOW_TEST(gen_yield_value_turns)
{
    it = generate(one);
    watch(next(it), "");
    ticks(4);
    finish();
    EXPECT_TRACE("turn 1\n{1 false}\nturn 2\nturn 3\nturn 4\n");
}

GENERATOR(yield_promise) { return vow_yield_promise(self, resolved("p")), VOW_UNDEFINED; }

VOW_TEST(gen_yield_promise_turns)
{
    it = generate(yield_promise);
    watch(next(it), "");
    ticks(4);
    finish();
    EXPECT_TRACE("turn 1\n{p false}\nturn 2\nturn 3\nturn 4\n");
}

GENERATOR(yield_await) { return vow_yield(self, vow_await(resolved("p"))), VOW_UNDEFINED; }

VOW_TEST(gen_yield_await_turns)
{
    it = generate(yield_await);
    watch(next(it), "");
    ticks(4);
    finish();
    EXPECT_TRACE("turn 1\nturn 2\n{p false}\nturn 3\nturn 4\n");
}

GENERATOR(yield_late)
{
    TRACE("y");
    vow_yield_promise(self, vow_promise_retain(late));
    TRACE("resumed");
    return VOW_UNDEFINED;
}

VOW_TEST(gen_yield_pending)
{
    late = vow_promise_new(NULL);
    it = generate(yield_late);
    watch(next(it), "");
    vow_timer_start_ms(&timer, 5, resolve_late, late);
    vow_sleep_ms(8);
    finish();
    EXPECT_TRACE("y\nsettle\n{late false}\n");
}

GENERATOR(yield_rejected_caught)
{
    VOW_TRY {
        vow_yield_promise(self, rejected("r"));
    } VOW_CATCH(e) {
        TRACE("inside %s", vow_test_text(e));
        yield("after");
    } VOW_END
    return VOW_UNDEFINED;
}

VOW_TEST(gen_yield_rejected_caught)
{
    it = generate(yield_rejected_caught);
    await_traced(next(it), "");
    await_traced(next(it), "");
    finish();
    EXPECT_TRACE("inside r\n{after false}\n{undefined true}\n");
}

GENERATOR(yield_rejected) { return vow_yield_promise(self, rejected("r")); }

VOW_TEST(gen_yield_rejected_uncaught)
{
    it = generate(yield_rejected);
    watch(next(it), "");
    watch(next(it), "");
    finish();
    EXPECT_TRACE("rejected r\n{undefined true}\n");
}

GENERATOR(yield_rejected_finally)
{
    VOW_TRY_FINALLY {
        vow_yield_promise(self, rejected("r"));
    } VOW_FINALLY {
        TRACE("fin");
    } VOW_END
    return VOW_UNDEFINED;
}

VOW_TEST(gen_yield_rejected_finally)
{
    it = generate(yield_rejected_finally);
    watch(next(it), "n");
    finish();
    EXPECT_TRACE("fin\nn rejected r\n");
}

GENERATOR(g1_g2_g3)
{
    vow_await_value(VOW_UNDEFINED);
    TRACE("g1");
    yield("1");
    TRACE("g2");
    vow_await_value(VOW_UNDEFINED);
    TRACE("g3");
    return VOW_UNDEFINED;
}

VOW_TEST(gen_await_then_yield)
{
    it = generate(g1_g2_g3);
    watch(next(it), "");
    watch(next(it), "");
    ticks(6);
    finish();
    EXPECT_TRACE("g1\nturn 1\ng2\nturn 2\n{1 false}\ng3\nturn 3\n{undefined true}\nturn 4\nturn 5\nturn 6\n");
}

static void __attribute__((noinline)) yield_deep(struct vow_generator *self, int depth)
{
    if (depth > 0)
        yield_deep(self, depth - 1);
    else
        yield("deep");
}
GENERATOR(yields_deep) { return yield_deep(self, 10), VOW_UNDEFINED; }

VOW_TEST(gen_yield_from_10_calls_deep)
{
    it = generate(yields_deep);
    await_traced(next(it), "");
    await_traced(next(it), "");
    finish();
    EXPECT_TRACE("{deep false}\n{undefined true}\n");
}

VOW_TEST(gen_return_value_turns)
{
    it = generate(return_r);
    watch(next(it), "");
    ticks(4);
    finish();
    EXPECT_TRACE("turn 1\n{r true}\nturn 2\nturn 3\nturn 4\n");
}

GENERATOR(return_rejected_in_try)
{
    VOW_TRY {
        return vow_await(rejected("r"));
    } VOW_CATCH(e) {
        TRACE("caught %s", vow_test_text(e));
        return vow_await_value(vow_string("fixed"));
    } VOW_END
    return VOW_UNDEFINED;
}

VOW_TEST(gen_return_rejected_inside_try)
{
    it = generate(return_rejected_in_try);
    watch(next(it), "gen");
    finish();
    EXPECT_TRACE("caught r\ngen {fixed true}\n");
}

GENERATOR(one_then_return_rejected)
{
    yield("1");
    return vow_await(rejected("r"));
}

VOW_TEST(gen_return_rejected_uncaught)
{
    it = generate(one_then_return_rejected);
    watch(next(it), "");
    watch(next(it), "");
    watch(next(it), "");
    finish();
    EXPECT_TRACE("{1 false}\nrejected r\n{undefined true}\n");
}

GENERATOR(one_then_throw)
{
    yield("1");
    vow_throw(vow_string("bad"));
}

VOW_TEST(gen_throw_in_body)
{
    it = generate(one_then_throw);
    await_traced(next(it), "");
    await_traced(next(it), "");
    await_traced(next(it), "");
    finish();
    EXPECT_TRACE("{1 false}\nrejected bad\n{undefined true}\n");
}

GENERATOR(throws_at_once)
{
    TRACE("in");
    vow_throw(vow_string("bad"));
}

VOW_TEST(gen_throw_sync_part)
{
    struct vow_promise *p;

    it = generate(throws_at_once);
    p = next(it);
    TRACE("no throw");
    watch(p, "");
    ticks(2);
    finish();
    EXPECT_TRACE("in\nno throw\nrejected bad\nturn 1\nturn 2\n");
}
