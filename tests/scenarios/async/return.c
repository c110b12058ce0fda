/* SPDX-License-Identifier: MIT */
/* return value, return promise, return await promise: turns one, three, two (rules 5.6 to 5.8). */
#include "../scenario.h"

/*  async function f() { return 'v'; }
 *  f().then(v => log('f ' + v));
 *  ticks(3); */
ASYNC(give_v) { return vow_string("v"); }

SCENARIO(async_return_value_turns, 0)
{
    vow_detach(vow_promise_then(call(give_v), log_string, NULL, text("f ")));
    log_turns(3);
}

/*  async function f() { return await Promise.resolve('v'); }
 *  f().then(v => log('f ' + v));
 *  ticks(5); */
ASYNC(give_awaited) { return vow_await(resolved("v")); }

SCENARIO(async_return_await_turns, 0)
{
    vow_detach(vow_promise_then(call(give_awaited), log_string, NULL, text("f ")));
    log_turns(5);
}

/*  const a = async () => 'a', b = async () => Promise.resolve('b'), c = async () => await Promise.resolve('c');
 *  b().then(log); c().then(log); a().then(log);
 *  ticks(4); */
ASYNC(a) { return vow_string("a"); }
ASYNC(b) { return vow_adopt(resolved("b")); }
ASYNC(c) { return vow_await(resolved("c")); }

SCENARIO(async_return_compare, 0)
{
    vow_detach(vow_promise_then(call(b), log_string, NULL, NULL));
    vow_detach(vow_promise_then(call(c), log_string, NULL, NULL));
    vow_detach(vow_promise_then(call(a), log_string, NULL, NULL));
    log_turns(4);
}

/*  async function f() { return { then(r) { log('then'); r('v'); } }; }
 *  f().then(v => log('f ' + v));
 *  ticks(4); */
static void log_then_and_answer(struct vow_thenable *self, struct vow_resolver r)
{
    (void)self;
    LOG("then");
    vow_resolver_resolve(r, vow_string("v"));
}

ASYNC(give_thenable)
{
    static struct vow_thenable thenable = { log_then_and_answer };

    return vow_adopt_thenable(&thenable);
}

SCENARIO(async_return_thenable_turns, 0)
{
    vow_detach(vow_promise_then(call(give_thenable), log_string, NULL, text("f ")));
    log_turns(4);
}

/*  const f0 = async () => 'v', f1 = async () => await f0(), f2 = async () => await f1();
 *  f0().then(() => log('f0')); f1().then(() => log('f1')); f2().then(() => log('f2'));
 *  ticks(5); */
ASYNC(awaits_give_v) { return vow_await(call(give_v)); }
ASYNC(awaits_that) { return vow_await(call(awaits_give_v)); }

SCENARIO(async_nested_calls_turns, 0)
{
    vow_detach(vow_promise_then(call(give_v), log_text, NULL, text("f0")));
    vow_detach(vow_promise_then(call(awaits_give_v), log_text, NULL, text("f1")));
    vow_detach(vow_promise_then(call(awaits_that), log_text, NULL, text("f2")));
    log_turns(5);
}

/*  const f0 = async () => 'v', f1 = async () => f0(), f2 = async () => f1();
 *  f0().then(() => log('f0')); f1().then(() => log('f1')); f2().then(() => log('f2'));
 *  ticks(8); */
ASYNC(returns_give_v) { return vow_adopt(call(give_v)); }
ASYNC(returns_that) { return vow_adopt(call(returns_give_v)); }

SCENARIO(async_nested_return_turns, 0)
{
    vow_detach(vow_promise_then(call(give_v), log_text, NULL, text("f0")));
    vow_detach(vow_promise_then(call(returns_give_v), log_text, NULL, text("f1")));
    vow_detach(vow_promise_then(call(returns_that), log_text, NULL, text("f2")));
    log_turns(8);
}

/*  const bad = () => Promise.reject('bad');
 *  async function f() { try { return bad(); } catch (e) { return 'caught'; } }
 *  async function g() { try { return await bad(); } catch (e) { return 'caught'; } }
 *  watch('f', f()); watch('g', g()); */
ASYNC(return_bad)
{
    VOW_TRY {
        return vow_adopt(rejected("bad"));
    } VOW_CATCH(e) {
        return vow_string("caught");
    } VOW_END
    return VOW_UNDEFINED;
}

ASYNC(return_await_bad)
{
    VOW_TRY {
        return vow_await(rejected("bad"));
    } VOW_CATCH(e) {
        return vow_string("caught");
    } VOW_END
    return VOW_UNDEFINED;
}

SCENARIO(async_return_vs_return_await, 0)
{
    watch("f", call(return_bad));
    watch("g", call(return_await_bad));
}

/*  const slow = () => sleep(10, 'v').then(v => { log('settled'); return v; });
 *  async function f() { try { return slow(); } finally { log('f finally'); } }
 *  async function g() { try { return await slow(); } finally { log('g finally'); } }
 *  (async () => { log('f ' + await f()); log('g ' + await g()); })(); */
HANDLER(log_settled)
{
    LOG("settled");
    return value;
}

static struct vow_promise *slow(void) { return vow_promise_then(sleep_ms(10, vow_string("v")), log_settled, NULL, NULL); }

ASYNC(return_slow)
{
    VOW_TRY_FINALLY {
        vow_return(vow_adopt(slow()));
    } VOW_FINALLY {
        LOG("f finally");
    } VOW_END
    return VOW_UNDEFINED;
}

ASYNC(return_await_slow)
{
    VOW_TRY_FINALLY {
        vow_return(vow_await(slow()));
    } VOW_FINALLY {
        LOG("g finally");
    } VOW_END
    return VOW_UNDEFINED;
}

ASYNC(one_after_the_other)
{
    LOG("f %s", vow_await(call(return_slow)).s);
    LOG("g %s", vow_await(call(return_await_slow)).s);
    return VOW_UNDEFINED;
}

SCENARIO(async_return_promise_finally_order, 20) { vow_detach(call(one_after_the_other)); }
