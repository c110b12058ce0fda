/* SPDX-License-Identifier: MIT */
/* Async generators: throws of the body, and throw() at a yield (7.5, 7.7, 7.8). */
#include "../iteration.h"

/*  async function* g() { yield 1; throw 'bad'; }
 *  const it = g();
 *  (async () => {
 *    log(ir(await it.next()));
 *    try { await it.next(); } catch (e) { log('caught ' + e); }
 *    log(ir(await it.next()));
 *  })(); */
GENERATOR(throws_bad)
{
    vow_yield(self, vow_int(1));
    vow_throw(vow_string("bad"));
}

ASYNC(catch_bad)
{
    struct vow_generator *it = generate(throws_bad);

    log_await(next(it));
    VOW_TRY {
        vow_await(next(it));
    } VOW_CATCH(e) {
        LOG("caught %s", e.s);
    } VOW_END
    log_await(next(it));
    vow_generator_release(it);
    return VOW_UNDEFINED;
}

SCENARIO(gen_throw_in_body, 0) { vow_detach(call(catch_bad)); }

/*  async function* g() { log('in'); throw 'bad'; }
 *  const it = g();
 *  let p;
 *  try { p = it.next(); log('no throw'); } catch (e) { log('wrong'); }
 *  p.catch(e => log('rejected ' + e));
 *  ticks(2); */
GENERATOR(throws_at_once)
{
    LOG("in");
    vow_throw(vow_string("bad"));
}

SCENARIO(gen_throw_sync_part, 0)
{
    struct vow_generator *it = generate(throws_at_once);
    struct vow_promise *p = NULL;

    VOW_KEEP(p);
    VOW_TRY {
        p = next(it);
        LOG("no throw");
    } VOW_CATCH(e) {
        LOG("wrong");
    } VOW_END
    catch_log(p, "rejected ");
    log_turns(2);
    vow_generator_release(it);
}

/*  async function* g() { for (;;) { try { yield 'y'; } catch (e) { log('caught ' + e); } } }
 *  const it = g();
 *  (async () => { await it.next(); log(ir(await it.throw('t1'))); log(ir(await it.throw('t2')));
 *      log(ir(await it.return('r'))); })(); */
GENERATOR(catches_for_ever)
{
    for (;;) {
        VOW_TRY {
            vow_yield(self, vow_string("y"));
        } VOW_CATCH(e) {
            LOG("caught %s", e.s);
        } VOW_END
    }
    return VOW_UNDEFINED;
}

ASYNC(throw_twice)
{
    struct vow_generator *it = generate(catches_for_ever);

    vow_await(next(it));
    log_await(vow_generator_throw(it, vow_string("t1")));
    log_await(vow_generator_throw(it, vow_string("t2")));
    log_await(vow_generator_return(it, vow_string("r")));
    vow_generator_release(it);
    return VOW_UNDEFINED;
}

SCENARIO(gen_throw_yield_caught, 0) { vow_detach(call(throw_twice)); }

/*  async function* g() { try { yield 1; } finally { log('fin'); } }
 *  const it = g();
 *  (async () => { await it.next(); try { await it.throw('t'); } catch (e) { log('rejected ' + e); }
 *      log(ir(await it.next())); })(); */
GENERATOR(yield_finally)
{
    VOW_TRY_FINALLY {
        vow_yield(self, vow_int(1));
    } VOW_FINALLY {
        LOG("fin");
    } VOW_END
    return VOW_UNDEFINED;
}

ASYNC(throw_uncaught)
{
    struct vow_generator *it = generate(yield_finally);

    vow_await(next(it));
    VOW_TRY {
        vow_await(vow_generator_throw(it, vow_string("t")));
    } VOW_CATCH(e) {
        LOG("rejected %s", e.s);
    } VOW_END
    log_await(next(it));
    vow_generator_release(it);
    return VOW_UNDEFINED;
}

SCENARIO(gen_throw_yield_uncaught, 0) { vow_detach(call(throw_uncaught)); }

/*  async function* g() { try { yield 1; } finally { yield 'cleanup'; log('resumed'); } }
 *  const it = g();
 *  (async () => { await it.next(); log(ir(await it.throw('t'))); try { await it.next(); } catch (e) {
 *      log('then ' + e); } log(ir(await it.next())); })(); */
GENERATOR(finally_yields)
{
    VOW_TRY_FINALLY {
        vow_yield(self, vow_int(1));
    } VOW_FINALLY {
        vow_yield(self, vow_string("cleanup"));
        LOG("resumed");
    } VOW_END
    return VOW_UNDEFINED;
}

ASYNC(error_comes_later)
{
    struct vow_generator *it = generate(finally_yields);

    vow_await(next(it));
    log_await(vow_generator_throw(it, vow_string("t")));
    VOW_TRY {
        vow_await(next(it));
    } VOW_CATCH(e) {
        LOG("then %s", e.s);
    } VOW_END
    log_await(next(it));
    vow_generator_release(it);
    return VOW_UNDEFINED;
}

SCENARIO(gen_throw_finally_yields, 0) { vow_detach(call(error_comes_later)); }

/*  async function* g() { try { yield 1; } catch (e) { yield 'c ' + e; return 'from catch'; } finally { log('fin'); } }
 *  const it = g();
 *  (async () => { await it.next(); log(ir(await it.throw('t'))); log(ir(await it.next())); log(ir(await it.next()));
 *      })(); */
GENERATOR(catch_yields_and_returns)
{
    static char letters[8];

    VOW_TRY_FINALLY {
        vow_yield(self, vow_int(1));
    } VOW_CATCH(e) {
        snprintf(letters, sizeof letters, "c %s", e.s);
        vow_yield(self, vow_string(letters));
        vow_return(vow_await_value(vow_string("from catch")));
    } VOW_FINALLY {
        LOG("fin");
    } VOW_END
    return VOW_UNDEFINED;
}

ASYNC(return_from_catch)
{
    struct vow_generator *it = generate(catch_yields_and_returns);

    vow_await(next(it));
    log_await(vow_generator_throw(it, vow_string("t")));
    log_await(next(it));
    log_await(next(it));
    vow_generator_release(it);
    return VOW_UNDEFINED;
}

SCENARIO(gen_catch_return_yield, 0) { vow_detach(call(return_from_catch)); }
