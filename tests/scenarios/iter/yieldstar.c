/* SPDX-License-Identifier: MIT */
/* yield* over async generators (8.12 to 8.14). */
#include "../iteration.h"

/*  async function* a() { yield 'v'; }
 *  async function* b() { yield* a(); }
 *  async function* c() { yield* b(); }
 *  a().next().then(() => log('a')); b().next().then(() => log('b')); c().next().then(() => log('c'));
 *  ticks(6); */
GENERATOR(level_a)
{
    vow_yield(self, vow_string("v"));
    return VOW_UNDEFINED;
}
GENERATOR(level_b)
{
    vow_yield_star(self, vow_iterate(generate(level_a)));
    return VOW_UNDEFINED;
}
GENERATOR(level_c)
{
    vow_yield_star(self, vow_iterate(generate(level_b)));
    return VOW_UNDEFINED;
}

static void log_when_answered(struct vow_generator *it, const char *name)
{
    vow_detach(vow_promise_then(next(it), log_text, NULL, text(name)));
    vow_generator_release(it);
}

SCENARIO(iter_yieldstar_turns, 0)
{
    log_when_answered(generate(level_a), "a");
    log_when_answered(generate(level_b), "b");
    log_when_answered(generate(level_c), "c");
    log_turns(6);
}

/*  async function* a() { const x = yield 'a1'; log('x ' + x); return 'ra'; }
 *  async function* b() { const r = yield* a(); log('r ' + r); yield 'b1'; return 'rb'; }
 *  const it = b();
 *  (async () => { log(ir(await it.next('p'))); log(ir(await it.next('q'))); log(ir(await it.next())); })(); */
GENERATOR(inner_with_result)
{
    vow_value x = vow_yield(self, vow_string("a1"));

    LOG("x %s", show(x));
    return vow_await_value(vow_string("ra"));
}
GENERATOR(outer_with_result)
{
    vow_value r = vow_yield_star(self, vow_iterate(generate(inner_with_result)));

    LOG("r %s", show(r));
    vow_yield(self, vow_string("b1"));
    return vow_await_value(vow_string("rb"));
}

ASYNC(ask_for_results)
{
    struct vow_generator *it = generate(outer_with_result);

    log_await(vow_generator_next(it, vow_string("p")));
    log_await(vow_generator_next(it, vow_string("q")));
    log_await(next(it));
    vow_generator_release(it);
    return VOW_UNDEFINED;
}

SCENARIO(iter_yieldstar_generator, 0) { vow_detach(call(ask_for_results)); }

/*  async function* a() { try { yield 1; } finally { log('fin a'); await null; log('fin a2'); } }
 *  async function* b() { try { yield* a(); log('no'); } finally { log('fin b'); } }
 *  const it = b();
 *  (async () => { await it.next(); log(ir(await it.return('v'))); log(ir(await it.next())); })(); */
GENERATOR(inner_finally)
{
    VOW_TRY_FINALLY {
        vow_yield(self, vow_int(1));
    } VOW_FINALLY {
        LOG("fin a");
        vow_await_value(VOW_UNDEFINED);
        LOG("fin a2");
    } VOW_END
    return VOW_UNDEFINED;
}
GENERATOR(outer_finally)
{
    VOW_TRY_FINALLY {
        vow_yield_star(self, vow_iterate(generate(inner_finally)));
        LOG("no");
    } VOW_FINALLY {
        LOG("fin b");
    } VOW_END
    return VOW_UNDEFINED;
}

ASYNC(return_through_both)
{
    struct vow_generator *it = generate(outer_finally);

    vow_await(next(it));
    log_await(vow_generator_return(it, vow_string("v")));
    log_await(next(it));
    vow_generator_release(it);
    return VOW_UNDEFINED;
}

SCENARIO(iter_yieldstar_return_forwarded, 0) { vow_detach(call(return_through_both)); }

/*  async function* a() { try { yield 1; } finally { yield 'cleanup'; } }
 *  async function* b() { try { const r = yield* a(); log('went on with ' + r); } finally { log('fin b'); } }
 *  const it = b();
 *  (async () => { await it.next(); log(ir(await it.return('v'))); log(ir(await it.next())); log(ir(await it.next()));
 *      })(); */
GENERATOR(inner_finally_yields)
{
    VOW_TRY_FINALLY {
        vow_yield(self, vow_int(1));
    } VOW_FINALLY {
        vow_yield(self, vow_string("cleanup"));
    } VOW_END
    return VOW_UNDEFINED;
}
GENERATOR(outer_goes_on)
{
    VOW_TRY_FINALLY {
        vow_value r = vow_yield_star(self, vow_iterate(generate(inner_finally_yields)));

        LOG("went on with %s", show(r));
    } VOW_FINALLY {
        LOG("fin b");
    } VOW_END
    return VOW_UNDEFINED;
}

ASYNC(return_is_forgotten)
{
    struct vow_generator *it = generate(outer_goes_on);

    vow_await(next(it));
    log_await(vow_generator_return(it, vow_string("v")));
    log_await(next(it));
    log_await(next(it));
    vow_generator_release(it);
    return VOW_UNDEFINED;
}

SCENARIO(iter_yieldstar_return_inner_yields, 0) { vow_detach(call(return_is_forgotten)); }

/*  async function* a() { try { yield 1; } catch (e) { log('a caught ' + e); yield 2; } return 'ra'; }
 *  async function* b() { const r = yield* a(); log('r ' + r); }
 *  const it = b();
 *  (async () => { await it.next(); log(ir(await it.throw('t'))); log(ir(await it.next())); })(); */
GENERATOR(inner_catches)
{
    VOW_TRY {
        vow_yield(self, vow_int(1));
    } VOW_CATCH(e) {
        LOG("a caught %s", e.s);
        vow_yield(self, vow_int(2));
    } VOW_END
    return vow_await_value(vow_string("ra"));
}
GENERATOR(outer_of_catching)
{
    vow_value r = vow_yield_star(self, vow_iterate(generate(inner_catches)));

    LOG("r %s", show(r));
    return VOW_UNDEFINED;
}

ASYNC(throw_to_inner)
{
    struct vow_generator *it = generate(outer_of_catching);

    vow_await(next(it));
    log_await(vow_generator_throw(it, vow_string("t")));
    log_await(next(it));
    vow_generator_release(it);
    return VOW_UNDEFINED;
}

SCENARIO(iter_yieldstar_throw_forwarded, 0) { vow_detach(call(throw_to_inner)); }

/*  async function* a() { yield 1; }
 *  async function* b() { try { yield* a(); } catch (e) { log('b caught ' + e); yield 'b'; } }
 *  const it = b();
 *  (async () => { await it.next(); log(ir(await it.throw('t'))); log(ir(await it.next())); })(); */
GENERATOR(inner_plain)
{
    vow_yield(self, vow_int(1));
    return VOW_UNDEFINED;
}
GENERATOR(outer_catches)
{
    VOW_TRY {
        vow_yield_star(self, vow_iterate(generate(inner_plain)));
    } VOW_CATCH(e) {
        LOG("b caught %s", e.s);
        vow_yield(self, vow_string("b"));
    } VOW_END
    return VOW_UNDEFINED;
}

ASYNC(throw_through_inner)
{
    struct vow_generator *it = generate(outer_catches);

    vow_await(next(it));
    log_await(vow_generator_throw(it, vow_string("t")));
    log_await(next(it));
    vow_generator_release(it);
    return VOW_UNDEFINED;
}

SCENARIO(iter_yieldstar_throw_uncaught, 0) { vow_detach(call(throw_through_inner)); }
