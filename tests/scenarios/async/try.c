/* SPDX-License-Identifier: MIT */
/* try, catch and finally around await (rules 5.5, 5.9). */
#include "../scenario.h"

#include <stdio.h>

/*  async function f() { try { log('try'); await Promise.reject('x'); } finally { log('finally'); } }
 *  f().catch(e => log('catch ' + e));
 *  log('sync'); */
ASYNC(try_finally)
{
    VOW_TRY_FINALLY {
        LOG("try");
        vow_await(rejected("x"));
    } VOW_FINALLY {
        LOG("finally");
    } VOW_END
    return VOW_UNDEFINED;
}

SCENARIO(async_try_finally_order, 0)
{
    vow_detach(vow_promise_catch(call(try_finally), log_string, text("catch ")));
    LOG("sync");
}

/*  async function f() {
 *    try { throw 'a'; } catch (e) { log(e); try { await Promise.reject('b'); } catch (g) { log(e + g); } }
 *    return 'end';
 *  }
 *  f().then(log); */
ASYNC(fails_in_catch)
{
    VOW_TRY {
        throw_string("a");
    } VOW_CATCH(e) {
        LOG("%s", e.s);
        VOW_TRY {
            vow_await(rejected("b"));
        } VOW_CATCH(g) {
            LOG("%s%s", e.s, g.s);
        } VOW_END
    } VOW_END
    return vow_string("end");
}

SCENARIO(async_await_in_catch, 0) { vow_detach(vow_promise_then(call(fails_in_catch), log_string, NULL, NULL)); }

/*  async function f() {
 *    try { await Promise.reject('a'); } catch (e) { log('c ' + e); throw e + 'b'; } finally { log('fin'); }
 *  }
 *  watch('f', f()); */
ASYNC(throws_again)
{
    static char more[8]; /* a reason is borrowed: it must outlive who throws it */

    VOW_TRY_FINALLY {
        vow_await(rejected("a"));
    } VOW_CATCH(e) {
        LOG("c %s", e.s);
        snprintf(more, sizeof more, "%sb", e.s);
        throw_string(more);
    } VOW_FINALLY {
        LOG("fin");
    } VOW_END
    return VOW_UNDEFINED;
}

SCENARIO(async_catch_rethrow, 0) { watch("f", call(throws_again)); }

/*  async function f() { try { return 1; } finally { throw 'fin'; } }
 *  async function g() { try { throw 'a'; } finally { throw 'b'; } }
 *  watch('f', f()); watch('g', g()); */
ASYNC(throw_over_return)
{
    VOW_TRY_FINALLY {
        vow_return(vow_int(1));
    } VOW_FINALLY {
        throw_string("fin");
    } VOW_END
    return VOW_UNDEFINED;
}

ASYNC(throw_over_throw)
{
    VOW_TRY_FINALLY {
        throw_string("a");
    } VOW_FINALLY {
        throw_string("b");
    } VOW_END
    return VOW_UNDEFINED;
}

SCENARIO(async_finally_throw_overrides, 0)
{
    watch_int("f", call(throw_over_return));
    watch_int("g", call(throw_over_throw));
}

/*  (async () => {
 *    for (let i = 0; i < 3; i++) {
 *      try { log('i ' + i); if (i === 1) break; } finally { log('f1'); await null; log('f2'); }
 *    }
 *    log('after');
 *  })();
 *  ticks(4);
 *
 * C's own break may not leave a try that has a finally: it waits until the finally block has run. */
ASYNC(leave_by_break)
{
    for (int i = 0; i < 3; i++) {
        bool leave = false;

        VOW_TRY_FINALLY {
            LOG("i %d", i);
            leave = i == 1;
        } VOW_FINALLY {
            LOG("f1");
            vow_await_value(VOW_UNDEFINED);
            LOG("f2");
        } VOW_END
        if (leave)
            break;
    }
    LOG("after");
    return VOW_UNDEFINED;
}

SCENARIO(async_break_through_finally, 0)
{
    vow_detach(call(leave_by_break));
    log_turns(4);
}
