/* SPDX-License-Identifier: MIT */
/* yield* over synchronous iterators, where the current standard closes them and Node 20 does not (8.10, 8.11). */
#include "../iteration.h"

/*  const s = { [Symbol.iterator]() { return this; }, next() { return { value: 1, done: false }; }, return() {
 *      log('return'); return {}; } };
 *  async function* g() { yield* s; }
 *  const it = g();
 *  (async () => { await it.next(); try { await it.throw('t'); } catch (e) { log(err(e)); } })(); */
static enum vow_status always_one(void *self, vow_value value, struct vow_sync_result *result)
{
    (void)self, (void)value;
    result->value = vow_int(1);
    return VOW_ITEM;
}

static enum vow_status log_return(void *self, const vow_value *value, struct vow_sync_result *result)
{
    (void)self, (void)value, (void)result;
    LOG("return");
    return VOW_DONE;
}

GENERATOR(delegates_to_sync)
{
    static const struct vow_sync_iterator_methods methods = { .next = always_one, .return_ = log_return };
    struct vow_sync_wrapper wrapper;

    vow_yield_star(self, vow_iterate_sync(&wrapper, &methods, NULL));
    return VOW_UNDEFINED;
}

ASYNC(throw_into_sync)
{
    struct vow_generator *it = generate(delegates_to_sync);

    vow_await(next(it));
    VOW_TRY {
        vow_await(vow_generator_throw(it, vow_string("t")));
    } VOW_CATCH(e) {
        LOG("%s", e.e->name);
    } VOW_END
    vow_generator_release(it);
    return VOW_UNDEFINED;
}

SCENARIO(iter_yieldstar_sync_no_throw, 0) { vow_detach(call(throw_into_sync)); }

/*  function* s() { try { yield Promise.reject('r'); } finally { log('fin'); } }
 *  async function* g() { try { yield* s(); } catch (e) { log('in g ' + e); } yield 'last'; }
 *  const it = g();
 *  (async () => { log(ir(await it.next())); })();
 *
 * C has no synchronous generators: the iterator's return() does what finally does. */
static enum vow_status give_rejected(void *self, vow_value value, struct vow_sync_result *result)
{
    (void)self, (void)value;
    result->promise = rejected("r");
    return VOW_ITEM;
}

static enum vow_status run_finally(void *self, const vow_value *value, struct vow_sync_result *result)
{
    (void)self, (void)value, (void)result;
    LOG("fin");
    return VOW_DONE;
}

GENERATOR(catches_rejected)
{
    static const struct vow_sync_iterator_methods methods = { .next = give_rejected, .return_ = run_finally };
    struct vow_sync_wrapper wrapper;

    VOW_TRY {
        vow_yield_star(self, vow_iterate_sync(&wrapper, &methods, NULL));
    } VOW_CATCH(e) {
        LOG("in g %s", e.s);
    } VOW_END
    vow_yield(self, vow_string("last"));
    return VOW_UNDEFINED;
}

ASYNC(ask_once)
{
    struct vow_generator *it = generate(catches_rejected);

    log_await(next(it));
    vow_generator_release(it);
    return VOW_UNDEFINED;
}

SCENARIO(iter_yieldstar_sync_rejected_closes, 0) { vow_detach(call(ask_once)); }
