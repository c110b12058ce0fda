/* SPDX-License-Identifier: MIT */
/* Async generators: rejected operands of yield and return (7.2, 7.3). */
#include "../iteration.h"

/*  async function* g() { try { yield Promise.reject('r'); } catch (e) { log('inside ' + e); yield 'after'; } }
 *  const it = g();
 *  (async () => { log(ir(await it.next())); log(ir(await it.next())); })(); */
GENERATOR(catches_yield)
{
    VOW_TRY {
        vow_yield_promise(self, rejected("r"));
    } VOW_CATCH(e) {
        LOG("inside %s", e.s);
        vow_yield(self, vow_string("after"));
    } VOW_END
    return VOW_UNDEFINED;
}

ASYNC(ask_twice)
{
    struct vow_generator *it = generate(catches_yield);

    log_await(next(it));
    log_await(next(it));
    vow_generator_release(it);
    return VOW_UNDEFINED;
}

SCENARIO(gen_yield_rejected_caught, 0) { vow_detach(call(ask_twice)); }

/*  async function* g() { try { yield Promise.reject('r'); } finally { log('fin'); } }
 *  const it = g();
 *  watch('n', it.next()); */
GENERATOR(yield_rejected_finally)
{
    VOW_TRY_FINALLY {
        vow_yield_promise(self, rejected("r"));
    } VOW_FINALLY {
        LOG("fin");
    } VOW_END
    return VOW_UNDEFINED;
}

SCENARIO(gen_yield_rejected_finally, 0)
{
    struct vow_generator *it = generate(yield_rejected_finally);

    watch("n", next(it));
    vow_generator_release(it);
}

/*  async function* g() { try { return Promise.reject('r'); } catch (e) { log('caught ' + e); return 'fixed'; } }
 *  async function f() { try { return Promise.reject('r'); } catch (e) { return 'fixed'; } }
 *  watch('gen', g().next().then(ir)); watch('async', f());
 *
 * `return promise` of an async generator awaits it, that of an async function does not: vow_await and vow_adopt. */
GENERATOR(generator_returns_rejected)
{
    VOW_TRY {
        return vow_await(rejected("r"));
    } VOW_CATCH(e) {
        LOG("caught %s", e.s);
    } VOW_END
    return vow_await_value(vow_string("fixed"));
}

ASYNC(function_returns_rejected)
{
    VOW_TRY {
        return vow_adopt(rejected("r"));
    } VOW_CATCH(e) {
        LOG("no");
    } VOW_END
    return vow_string("fixed");
}

HANDLER(text_of_result)
{
    static char result[24];

    snprintf(result, sizeof result, "{%s %s}", show(value), status == VOW_DONE ? "true" : "false");
    return vow_string(result);
}

SCENARIO(gen_return_rejected_inside_try, 0)
{
    struct vow_generator *it = generate(generator_returns_rejected);

    watch("gen", vow_promise_then(next(it), text_of_result, NULL, NULL));
    watch("async", call(function_returns_rejected));
    vow_generator_release(it);
}

/*  async function* g() { yield 1; return Promise.reject('r'); }
 *  const it = g();
 *  it.next().then(r => log(ir(r)));
 *  it.next().catch(e => log('rejected ' + e));
 *  it.next().then(r => log(ir(r))); */
GENERATOR(ends_rejected)
{
    vow_yield(self, vow_int(1));
    return vow_await(rejected("r"));
}

SCENARIO(gen_return_rejected_uncaught, 0)
{
    struct vow_generator *it = generate(ends_rejected);

    then_log(next(it), "");
    catch_log(next(it), "rejected ");
    then_log(next(it), "");
    vow_generator_release(it);
}
