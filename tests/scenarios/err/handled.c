/* SPDX-License-Identifier: MIT */
/* Rejections that somebody handles: in time, late, by a combinator, by try (rules 5.5, 9.3, 9.4 and 9.8). */
#include "../words.h"

/* const a = Promise.reject('a'), b = Promise.reject('b'), c = Promise.reject('c');
 * a.catch(e => log('caught ' + e));
 * queueMicrotask(() => b.catch(e => log('caught ' + e)));
 * Promise.resolve().then(() => {}).then(() => {}).then(() => c.catch(e => log('caught ' + e)));
 * setTimeout(() => log('end'), 5); */
static struct vow_promise *catch_and_log(void *promise) { return vow_promise_catch(promise, log_string, "caught "); }
static void catch_in_microtask(void *promise) { vow_detach(catch_and_log(promise)); }
HANDLER(nothing) { return VOW_UNDEFINED; }
static vow_value catch_in_then(void *promise, vow_value value, enum vow_status status)
{
    (void)value, (void)status;
    return vow_adopt(catch_and_log(promise));
}

SCENARIO(err_handled_same_turn, 10)
{
    static struct vow_timer end;
    struct vow_promise *a = rejected("a"), *b = rejected("b"),
                       *c = rejected("c"), *chain = resolved_undefined();

    on_unhandled = log_unhandled;
    vow_detach(catch_and_log(a));
    vow_queue_microtask(catch_in_microtask, b);
    chain = vow_promise_then(chain, nothing, NULL, NULL);
    chain = vow_promise_then(chain, nothing, NULL, NULL);
    vow_detach(vow_promise_then(chain, catch_in_then, NULL, c));
    vow_timer_start_ms(&end, 5, log_words, "end");
}

/* process.on('rejectionHandled', () => log('handled late'));
 * (async () => {
 *     const p = Promise.reject('x');
 *     await sleep(5);
 *     try { await p; } catch (e) { log('caught ' + e); }
 * })(); */
ASYNC(awaits_late)
{
    struct vow_promise *p = rejected("x");

    vow_sleep_ms(5);
    VOW_TRY {
        vow_await(p);
    } VOW_CATCH(e) {
        LOG("caught %s", string_of(e));
    } VOW_END
    return VOW_UNDEFINED;
}

SCENARIO(err_handled_by_await_late, 10)
{
    on_unhandled = log_unhandled;
    on_handled = log_handled_late;
    vow_detach(call(awaits_late));
}

/* Promise.all([Promise.reject('a'), Promise.reject('b')]).catch(e => log('caught ' + e));
 * setTimeout(() => log('end'), 5); */
SCENARIO(err_all_no_unhandled, 10)
{
    static struct vow_timer end;
    struct vow_promise *both[] = { rejected("a"), rejected("b") };

    on_unhandled = log_unhandled;
    vow_detach(vow_promise_catch(vow_promise_all(both, 2), log_string, "caught "));
    vow_timer_start_ms(&end, 5, log_words, "end");
}

/* async function f() {
 *     try {
 *         try { await Promise.reject('in'); }
 *         catch (e) { log('inner ' + e); await null; throw 'again'; }
 *         finally { log('inner fin'); }
 *     } catch (e) { log('outer ' + e); } finally { log('outer fin'); }
 *     return 'ok';
 * }
 * f().then(log); */
ASYNC(nested)
{
    VOW_TRY_FINALLY {
        VOW_TRY_FINALLY {
            vow_await(rejected("in"));
        } VOW_CATCH(e) {
            LOG("inner %s", string_of(e));
            vow_await_value(VOW_UNDEFINED);
            throw_string("again");
        } VOW_FINALLY {
            LOG("inner fin");
        } VOW_END
    } VOW_CATCH(e) {
        LOG("outer %s", string_of(e));
    } VOW_FINALLY {
        LOG("outer fin");
    } VOW_END
    return vow_string("ok");
}

SCENARIO(err_nested_try, 0)
{
    vow_detach(vow_promise_then(call(nested), log_string, NULL, ""));
}

/* const f = bad => { if (bad) throw 'sync'; return Promise.reject('async'); };
 * (async () => {
 *     try { await f(true); } catch (e) { log(e); }
 *     try { await f(false); } catch (e) { log(e); }
 *     try { f(true).catch(() => log('no')); } catch (e) { log('outside ' + e); }
 * })(); */
static struct vow_promise *throws_or_rejects(bool bad)
{
    if (bad)
        throw_string("sync");
    return rejected("async");
}

ASYNC(tries_both)
{
    VOW_TRY {
        vow_await(throws_or_rejects(true));
    } VOW_CATCH(e) {
        LOG("%s", string_of(e));
    } VOW_END
    VOW_TRY {
        vow_await(throws_or_rejects(false));
    } VOW_CATCH(e) {
        LOG("%s", string_of(e));
    } VOW_END
    VOW_TRY {
        vow_detach(vow_promise_catch(throws_or_rejects(true), log_text, "no"));
    } VOW_CATCH(e) {
        LOG("outside %s", string_of(e));
    } VOW_END
    return VOW_UNDEFINED;
}

SCENARIO(err_sync_throw_vs_rejection, 0)
{
    vow_detach(call(tries_both));
}
