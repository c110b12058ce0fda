/* SPDX-License-Identifier: MIT */
/* await: always suspends, one turn for a value or a settled promise (rules 5.3, 5.4, 5.10). */
#include "../scenario.h"

/*  (async () => { log(await Promise.resolve('p')); log(await Promise.resolve('q')); })();
 *  ticks(3); */
ASYNC(await_two)
{
    LOG("%s", vow_await(resolved("p")).s);
    LOG("%s", vow_await(resolved("q")).s);
    return VOW_UNDEFINED;
}

SCENARIO(async_await_native_turn, 0)
{
    vow_detach(call(await_two));
    log_turns(3);
}

/*  const d = deferred();
 *  async function f(n) { log('wait ' + n); log(n + ' got ' + await d.promise); }
 *  f(1); f(2); d.promise.then(() => log('then')); f(3);
 *  d.resolve('v'); log('resolved'); */
static struct vow_promise *d;

ASYNC(wait_for_d)
{
    const int n = ARG_INT;

    LOG("wait %d", n);
    LOG("%d got %s", n, vow_await(vow_promise_retain(d)).s);
    return VOW_UNDEFINED;
}

SCENARIO(async_await_pending_order, 0)
{
    d = vow_promise_new("d");
    vow_detach(call_int(wait_for_d, 1));
    vow_detach(call_int(wait_for_d, 2));
    vow_detach(vow_promise_then(vow_promise_retain(d), log_text, NULL, text("then")));
    vow_detach(call_int(wait_for_d, 3));
    vow_promise_resolve(d, vow_string("v"));
    LOG("resolved");
}

/*  (async () => { log(await new Promise(r => r(Promise.resolve('w')))); })();
 *  ticks(5); */
ASYNC(await_adopting)
{
    struct vow_promise *p = vow_promise_new("adopting");

    vow_promise_adopt(vow_promise_retain(p), resolved("w"));
    LOG("%s", vow_await(p).s);
    return VOW_UNDEFINED;
}

SCENARIO(async_await_wrapped_promise, 0)
{
    vow_detach(call(await_adopting));
    log_turns(5);
}

/*  const p = sleep(5, 'v');
 *  const f = async n => { log(n + await p); log(n + await p); };
 *  f('a'); f('b'); */
static struct vow_promise *p;

ASYNC(await_p_twice)
{
    const char *n = ARG_TEXT;

    LOG("%s%s", n, vow_await(vow_promise_retain(p)).s);
    LOG("%s%s", n, vow_await(vow_promise_retain(p)).s);
    return VOW_UNDEFINED;
}

SCENARIO(async_same_promise_twice, 5)
{
    struct vow_promise *a, *b;

    p = sleep_ms(5, vow_string("v"));
    a = call_text(await_p_twice, "a");
    b = call_text(await_p_twice, "b");
    vow_await(a);
    vow_await(b);
    vow_promise_release(p); /* nobody awaits it any more */
}

/*  const f = async n => { for (let i = 0; i < 3; i++) { log(n + i); await null; } };
 *  f('a'); f('b'); */
ASYNC(count_to_three)
{
    const char *n = ARG_TEXT;

    for (int i = 0; i < 3; i++) {
        LOG("%s%d", n, i);
        vow_await_value(VOW_UNDEFINED);
    }
    return VOW_UNDEFINED;
}

SCENARIO(async_interleave_two, 0)
{
    vow_detach(call_text(count_to_three, "a"));
    vow_detach(call_text(count_to_three, "b"));
}

/*  queueMicrotask(() => log('m1'));
 *  Promise.resolve().then(() => log('p1'));
 *  (async () => { await null; log('a1'); })();
 *  queueMicrotask(() => { log('m2'); queueMicrotask(() => log('m3')); });
 *  Promise.resolve().then(() => log('p2'));
 *  log('sync'); */
static void log_microtask(void *words) { LOG("%s", (const char *)words); }
static void log_and_queue(void *words)
{
    LOG("%s", (const char *)words);
    vow_queue_microtask(log_microtask, text("m3"));
}

ASYNC(log_a1_later)
{
    vow_await_value(VOW_UNDEFINED);
    LOG("a1");
    return VOW_UNDEFINED;
}

SCENARIO(async_queueMicrotask_order, 0)
{
    vow_queue_microtask(log_microtask, text("m1"));
    vow_detach(vow_promise_then(resolved_undefined(), log_text, NULL, text("p1")));
    vow_detach(call(log_a1_later));
    vow_queue_microtask(log_and_queue, text("m2"));
    vow_detach(vow_promise_then(resolved_undefined(), log_text, NULL, text("p2")));
    LOG("sync");
}
