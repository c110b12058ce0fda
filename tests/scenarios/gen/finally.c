/* SPDX-License-Identifier: MIT */
/* Async generators: what finally blocks do to a return() on its way (7.4 to 7.6). */
#include "../iteration.h"

/*  async function* g() {
 *    try { try { yield 1; } finally { log('in1'); await null; log('in2'); } } finally { log('out'); await null;
 *        log('out2'); }
 *  }
 *  const it = g();
 *  (async () => { await it.next(); log(ir(await it.return('v'))); })();
 *  ticks(8); */
GENERATOR(nested)
{
    VOW_TRY_FINALLY {
        VOW_TRY_FINALLY {
            vow_yield(self, vow_int(1));
        } VOW_FINALLY {
            LOG("in1");
            vow_await_value(VOW_UNDEFINED);
            LOG("in2");
        } VOW_END
    } VOW_FINALLY {
        LOG("out");
        vow_await_value(VOW_UNDEFINED);
        LOG("out2");
    } VOW_END
    return VOW_UNDEFINED;
}

ASYNC(return_from_nested)
{
    struct vow_generator *it = generate(nested);

    vow_await(next(it));
    log_await(vow_generator_return(it, vow_string("v")));
    vow_generator_release(it);
    return VOW_UNDEFINED;
}

SCENARIO(gen_nested_finally_return, 0)
{
    vow_detach(call(return_from_nested));
    log_turns(8);
}

/*  async function* g() { try { yield 1; } finally { log('f1'); await sleep(5); log('f2'); } }
 *  const it = g();
 *  (async () => { await it.next(); log(ir(await it.return('v'))); log('end'); })(); */
GENERATOR(finally_awaits)
{
    VOW_TRY_FINALLY {
        vow_yield(self, vow_int(1));
    } VOW_FINALLY {
        LOG("f1");
        vow_sleep_ms(5);
        LOG("f2");
    } VOW_END
    return VOW_UNDEFINED;
}

ASYNC(wait_for_finally)
{
    struct vow_generator *it = generate(finally_awaits);

    vow_await(next(it));
    log_await(vow_generator_return(it, vow_string("v")));
    LOG("end");
    vow_generator_release(it);
    return VOW_UNDEFINED;
}

SCENARIO(gen_return_finally_awaits, 5) { vow_detach(call(wait_for_finally)); }

/*  async function* g() { for (let i = 0; i < 3; i++) { try { yield i; } finally { log('fin ' + i); continue; } } }
 *  const it = g();
 *  (async () => { await it.next(); log(ir(await it.return('v'))); log(ir(await it.next())); log(ir(await it.next()));
 *      })(); */
GENERATOR(finally_continues)
{
    for (int i = 0; i < 3; i++) {
        VOW_TRY_FINALLY {
            vow_yield(self, vow_int(i));
        } VOW_FINALLY {
            LOG("fin %d", i);
            continue;
        } VOW_END
    }
    return VOW_UNDEFINED;
}

ASYNC(return_is_cancelled)
{
    struct vow_generator *it = generate(finally_continues);

    vow_await(next(it));
    log_await(vow_generator_return(it, vow_string("v")));
    log_await(next(it));
    log_await(next(it));
    vow_generator_release(it);
    return VOW_UNDEFINED;
}

SCENARIO(gen_return_finally_loops_on, 0) { vow_detach(call(return_is_cancelled)); }

/*  async function* g() { try { yield 1; } finally { return 'own'; } }
 *  const it = g();
 *  (async () => { await it.next(); log(ir(await it.return('v'))); log(ir(await it.next())); })(); */
GENERATOR(finally_returns)
{
    VOW_TRY_FINALLY {
        vow_yield(self, vow_int(1));
    } VOW_FINALLY {
        return vow_await_value(vow_string("own"));
    } VOW_END
}

ASYNC(return_is_replaced)
{
    struct vow_generator *it = generate(finally_returns);

    vow_await(next(it));
    log_await(vow_generator_return(it, vow_string("v")));
    log_await(next(it));
    vow_generator_release(it);
    return VOW_UNDEFINED;
}

SCENARIO(gen_return_finally_overrides, 0) { vow_detach(call(return_is_replaced)); }

/*  async function* g() { try { yield 1; } finally { const x = yield 'cleanup'; log('x ' + x); } }
 *  const it = g();
 *  (async () => { await it.next(); log(ir(await it.return('v'))); log(ir(await it.next('sent')));
 *      log(ir(await it.next())); })(); */
GENERATOR(finally_yields)
{
    VOW_TRY_FINALLY {
        vow_yield(self, vow_int(1));
    } VOW_FINALLY {
        vow_value x = vow_yield(self, vow_string("cleanup"));

        LOG("x %s", show(x));
    } VOW_END
    return VOW_UNDEFINED;
}

ASYNC(return_is_kept)
{
    struct vow_generator *it = generate(finally_yields);

    vow_await(next(it));
    log_await(vow_generator_return(it, vow_string("v")));
    log_await(vow_generator_next(it, vow_string("sent")));
    log_await(next(it));
    vow_generator_release(it);
    return VOW_UNDEFINED;
}

SCENARIO(gen_return_finally_yields, 0) { vow_detach(call(return_is_kept)); }

/*  async function* g() { try { yield 1; } finally { try { yield 'c1'; } finally { log('inner fin'); } log('no'); } }
 *  const it = g();
 *  (async () => { await it.next(); log(ir(await it.return('first'))); log(ir(await it.return('second')));
 *      log(ir(await it.next())); })(); */
GENERATOR(finally_in_finally)
{
    VOW_TRY_FINALLY {
        vow_yield(self, vow_int(1));
    } VOW_FINALLY {
        VOW_TRY_FINALLY {
            vow_yield(self, vow_string("c1"));
        } VOW_FINALLY {
            LOG("inner fin");
        } VOW_END
        LOG("no");
    } VOW_END
    return VOW_UNDEFINED;
}

ASYNC(return_twice)
{
    struct vow_generator *it = generate(finally_in_finally);

    vow_await(next(it));
    log_await(vow_generator_return(it, vow_string("first")));
    log_await(vow_generator_return(it, vow_string("second")));
    log_await(next(it));
    vow_generator_release(it);
    return VOW_UNDEFINED;
}

SCENARIO(gen_return_twice_finally_yields, 0) { vow_detach(call(return_twice)); }
