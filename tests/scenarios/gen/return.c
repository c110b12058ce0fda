/* SPDX-License-Identifier: MIT */
/* Async generators: return() on a fresh one and at a yield (6.6, 6.12, 7.4). */
#include "../iteration.h"

/* const d = deferred(); setTimeout(() => { log('settle'); d.resolve('late'); }, 5); */
static struct vow_timer timer;

static void settle_late(void *promise)
{
    LOG("settle");
    vow_promise_resolve(promise, vow_string("late"));
}

static struct vow_promise *resolved_late(void)
{
    struct vow_promise *promise = vow_promise_new(NULL);

    vow_timer_start_ms(&timer, 5, settle_late, vow_promise_retain(promise));
    return promise;
}

GENERATOR(body_then_yield)
{
    LOG("body");
    vow_yield(self, vow_int(1));
    return VOW_UNDEFINED;
}

/*  async function* g() { log('body'); yield 1; }
 *  const it = g();
 *  it.return('v').then(r => log(ir(r)));
 *  it.next().then(r => log(ir(r)));
 *  ticks(4); */
SCENARIO(gen_return_start, 0)
{
    struct vow_generator *it = generate(body_then_yield);

    then_log(vow_generator_return(it, vow_string("v")), "");
    then_log(next(it), "");
    log_turns(4);
    vow_generator_release(it);
}

/*  const d = deferred();
 *  async function* g() { log('body'); }
 *  const it = g();
 *  it.return(d.promise).then(r => log('return ' + ir(r)));
 *  it.next().then(r => log('next ' + ir(r)));
 *  it.throw('t').catch(e => log('throw ' + e));
 *  setTimeout(() => { log('settle'); d.resolve('late'); }, 5); */
GENERATOR(only_logs)
{
    LOG("body");
    return VOW_UNDEFINED;
}

SCENARIO(gen_return_start_promise, 5)
{
    struct vow_generator *it = generate(only_logs);

    then_log(vow_generator_return_promise(it, resolved_late()), "return ");
    then_log(next(it), "next ");
    catch_log(vow_generator_throw(it, vow_string("t")), "throw ");
    vow_generator_release(it);
}

/*  async function* g() { log('body'); yield 1; }
 *  const it = g();
 *  it.return(Promise.reject('r')).catch(e => log('rejected ' + e));
 *  it.next().then(r => log(ir(r))); */
SCENARIO(gen_return_start_rejected, 0)
{
    struct vow_generator *it = generate(body_then_yield);

    catch_log(vow_generator_return_promise(it, rejected("r")), "rejected ");
    then_log(next(it), "");
    vow_generator_release(it);
}

/*  async function* g() { try { yield 1; log('no'); } finally { log('fin'); } }
 *  const it = g();
 *  (async () => { await it.next(); log(ir(await it.return('v'))); log(ir(await it.next())); })(); */
GENERATOR(yield_then_finally)
{
    VOW_TRY_FINALLY {
        vow_yield(self, vow_int(1));
        LOG("no");
    } VOW_FINALLY {
        LOG("fin");
    } VOW_END
    return VOW_UNDEFINED;
}

ASYNC(return_at_yield)
{
    struct vow_generator *it = generate(yield_then_finally);

    vow_await(next(it));
    log_await(vow_generator_return(it, vow_string("v")));
    log_await(next(it));
    vow_generator_release(it);
    return VOW_UNDEFINED;
}

SCENARIO(gen_return_yield_finally, 0) { vow_detach(call(return_at_yield)); }

/*  const d = deferred();
 *  async function* g() { try { yield 1; } finally { log('fin'); } }
 *  const it = g();
 *  it.next();
 *  it.return(d.promise).then(r => log(ir(r)));
 *  setTimeout(() => { log('settle'); d.resolve('late'); }, 5); */
GENERATOR(yield_finally)
{
    VOW_TRY_FINALLY {
        vow_yield(self, vow_int(1));
    } VOW_FINALLY {
        LOG("fin");
    } VOW_END
    return VOW_UNDEFINED;
}

SCENARIO(gen_return_yield_promise, 5)
{
    struct vow_generator *it = generate(yield_finally);

    vow_detach(next(it));
    then_log(vow_generator_return_promise(it, resolved_late()), "");
    vow_generator_release(it);
}

/*  async function* g() { try { yield 1; } catch (e) { log('catch'); } finally { log('fin'); } log('no'); }
 *  const it = g();
 *  (async () => { await it.next(); log(ir(await it.return('v'))); })(); */
GENERATOR(yield_catch_finally)
{
    VOW_TRY_FINALLY {
        vow_yield(self, vow_int(1));
    } VOW_CATCH(e) {
        LOG("catch");
    } VOW_FINALLY {
        LOG("fin");
    } VOW_END
    LOG("no");
    return VOW_UNDEFINED;
}

ASYNC(return_past_catch)
{
    struct vow_generator *it = generate(yield_catch_finally);

    vow_await(next(it));
    log_await(vow_generator_return(it, vow_string("v")));
    vow_generator_release(it);
    return VOW_UNDEFINED;
}

SCENARIO(gen_return_skips_catch, 0) { vow_detach(call(return_past_catch)); }

/*  async function* g() { try { yield 1; } finally { log('fin'); } }
 *  const a = g(), b = g();
 *  (async () => {
 *    await a.next(); log(ir(await a.return()));
 *    await b.next(); try { await b.throw(); } catch (e) { log('caught ' + e); }
 *  })(); */
ASYNC(return_and_throw_nothing)
{
    struct vow_generator *a = generate(yield_finally), *b = generate(yield_finally);

    vow_await(next(a));
    log_await(vow_generator_return(a, VOW_UNDEFINED));
    vow_await(next(b));
    VOW_TRY {
        vow_await(vow_generator_throw(b, VOW_UNDEFINED));
    } VOW_CATCH(e) {
        LOG("caught %s", show(e));
    } VOW_END
    vow_generator_release(a);
    vow_generator_release(b);
    return VOW_UNDEFINED;
}

SCENARIO(gen_return_value_types, 0) { vow_detach(call(return_and_throw_nothing)); }

/*  const d = deferred();
 *  async function* g() { log('y'); yield d.promise; log('resumed'); }
 *  const it = g();
 *  it.next().then(r => log(ir(r)));
 *  setTimeout(() => { log('settle'); d.resolve('late'); }, 5); */
GENERATOR(yields_late)
{
    LOG("y");
    vow_yield_promise(self, resolved_late());
    LOG("resumed");
    return VOW_UNDEFINED;
}

SCENARIO(gen_yield_pending, 5)
{
    struct vow_generator *it = generate(yields_late);

    then_log(next(it), "");
    vow_generator_release(it);
}
