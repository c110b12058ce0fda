/* SPDX-License-Identifier: MIT */
/* Rejections that nobody handles are reported when the macrotask's microtasks are done (rules 9.1 and 9.2). */
#include "../words.h"

/* process.on('unhandledRejection', e => log('unhandled ' + e));
 * Promise.reject('a');
 * log('sync');
 * Promise.resolve().then(() => log('micro')).then(() => log('micro2'));
 * setTimeout(() => log('timer'), 5); */
SCENARIO(err_unhandled_basic, 10)
{
    static struct vow_timer timer;
    struct vow_promise *micro;

    on_unhandled = log_unhandled;
    vow_detach(rejected("a"));
    LOG("sync");
    micro = vow_promise_then(resolved_undefined(), log_text, NULL, "micro");
    vow_detach(vow_promise_then(micro, log_text, NULL, "micro2"));
    vow_timer_start_ms(&timer, 5, log_words, "timer");
}

/* const d = deferred();
 * Promise.reject(1); Promise.resolve().then(() => { throw 2; }); d.reject(3);
 * (async () => { throw 4; })(); (async () => { await 0; throw 5; })(); */
HANDLER(throw_2) { throw_string("2"); }
ASYNC(throw_4) { throw_string("4"); }
ASYNC(throw_5)
{
    vow_await_value(vow_int(0));
    throw_string("5");
}

SCENARIO(err_unhandled_order, 0)
{
    struct vow_promise *deferred = vow_promise_new(NULL);

    on_unhandled = log_unhandled;
    vow_detach(rejected("1"));
    vow_detach(vow_promise_then(resolved_undefined(), throw_2, NULL, NULL));
    vow_promise_reject(deferred, vow_string("3"));
    vow_detach(call(throw_4));
    vow_detach(call(throw_5));
}

/* const p = Promise.reject('a');
 * p.catch(e => log('caught ' + e));
 * p.then(() => log('no')); */
SCENARIO(err_unhandled_derived, 0)
{
    struct vow_promise *p = rejected("a");

    on_unhandled = log_unhandled;
    vow_detach(vow_promise_catch(vow_promise_retain(p), log_string, "caught "));
    vow_detach(vow_promise_then(p, log_text, NULL, "no"));
}

/* Promise.reject('a').finally(() => log('fin')); */
SCENARIO(err_unhandled_finally, 0)
{
    on_unhandled = log_unhandled;
    vow_detach(vow_promise_finally(rejected("a"), log_text, "fin"));
}

/* async function f() { log('f'); await null; throw 'lost'; }
 * f();
 * setTimeout(() => log('end'), 5); */
ASYNC(loses)
{
    LOG("f");
    vow_await_value(VOW_UNDEFINED);
    throw_string("lost");
}

SCENARIO(err_unhandled_async_function, 10)
{
    static struct vow_timer end;

    on_unhandled = log_unhandled;
    vow_detach(call(loses));
    vow_timer_start_ms(&end, 5, log_words, "end");
}

/* process.on('unhandledRejection', e => {
 *     log('unhandled ' + e);
 *     if (e === 'a') { Promise.reject('b'); queueMicrotask(() => log('micro')); } });
 * setTimeout(() => log('timer'), 3);
 * Promise.reject('a'); */
static void reject_in_report(struct vow_promise *promise)
{
    log_unhandled(promise);
    if (strcmp(string_of(vow_promise_value(promise)), "a") == 0) {
        vow_detach(rejected("b"));
        vow_queue_microtask(log_words, "micro");
    }
}

SCENARIO(err_unhandled_reject_in_report, 10)
{
    static struct vow_timer timer;

    on_unhandled = reject_in_report;
    vow_timer_start_ms(&timer, 3, log_words, "timer");
    vow_detach(rejected("a"));
}

/* Promise.reject().catch(e => log('caught ' + e));
 * (async () => { throw undefined; })(); */
ASYNC(throws_undefined) { vow_throw(VOW_UNDEFINED); }

SCENARIO(err_throw_undefined, 0)
{
    on_unhandled = log_unhandled;
    vow_detach(vow_promise_catch(vow_promise_rejected(VOW_UNDEFINED), log_string, "caught "));
    vow_detach(call(throws_undefined));
}

/* A rejected next() that nobody handles is unhandled; the generator is completed.
 * async function* g() { throw 'g'; }
 * const it = g();
 * it.next();
 * it.next().then(r => log(ir(r))); */
GENERATOR(throws_g) { throw_string("g"); }

SCENARIO(err_generator_request_unhandled, 0)
{
    struct vow_generator *it = generate(throws_g);

    on_unhandled = log_unhandled;
    vow_detach(next(it));
    then_log(next(it), "");
    vow_generator_release(it);
}

/* async function* g() { await null; }
 * const it = g();
 * it.next(); it.throw('t1'); it.throw('t2');
 * setTimeout(() => log('end'), 5); */
GENERATOR(waits_once)
{
    vow_await_value(VOW_UNDEFINED);
    return VOW_UNDEFINED;
}

SCENARIO(err_generator_drained_throw_unhandled, 10)
{
    static struct vow_timer end;
    struct vow_generator *it = generate(waits_once);

    on_unhandled = log_unhandled;
    vow_detach(next(it));
    vow_detach(vow_generator_throw(it, vow_string("t1")));
    vow_detach(vow_generator_throw(it, vow_string("t2")));
    vow_generator_release(it);
    vow_timer_start_ms(&end, 5, log_words, "end");
}
