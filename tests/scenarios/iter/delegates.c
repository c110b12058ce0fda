/* SPDX-License-Identifier: MIT */
/* yield* over iterators that a program makes itself, asynchronous and synchronous (8.10 to 8.12). */
#include "../iteration.h"

static struct vow_promise *next_gives_one(void *self, vow_value value, struct vow_promise *slot)
{
    (void)self, (void)value;
    return vow_iterator_answer(slot, VOW_ITEM, vow_int(1));
}

static const struct vow_iterator_methods only_next = { .next = next_gives_one };

/*  const inner = { [Symbol.asyncIterator]() { return this; }, async next() { return { value: 1, done: false }; } };
 *  async function* g() { try { yield* inner; } finally { log('fin'); } }
 *  const it = g();
 *  (async () => { await it.next(); log(ir(await it.return('v'))); })(); */
GENERATOR(delegates_in_try)
{
    VOW_TRY_FINALLY {
        vow_yield_star(self, (struct vow_iterator){ &only_next, NULL });
    } VOW_FINALLY {
        LOG("fin");
    } VOW_END
    return VOW_UNDEFINED;
}

ASYNC(return_without_method)
{
    struct vow_generator *it = generate(delegates_in_try);

    vow_await(next(it));
    log_await(vow_generator_return(it, vow_string("v")));
    vow_generator_release(it);
    return VOW_UNDEFINED;
}

SCENARIO(iter_yieldstar_missing_return, 0) { vow_detach(call(return_without_method)); }

/*  const inner = { [Symbol.asyncIterator]() { return this; }, async next() { return { value: 1, done: false }; } };
 *  async function* g() { yield* inner; }
 *  const it = g();
 *  (async () => { await it.next(); try { await it.throw('t'); } catch (e) { log(err(e)); } log(ir(await it.next()));
 *      })(); */
GENERATOR(delegates)
{
    vow_yield_star(self, (struct vow_iterator){ &only_next, NULL });
    return VOW_UNDEFINED;
}

ASYNC(throw_without_methods)
{
    struct vow_generator *it = generate(delegates);

    vow_await(next(it));
    VOW_TRY {
        vow_await(vow_generator_throw(it, vow_string("t")));
    } VOW_CATCH(e) {
        LOG("%s", e.e->name);
    } VOW_END
    log_await(next(it));
    vow_generator_release(it);
    return VOW_UNDEFINED;
}

SCENARIO(iter_yieldstar_missing_throw_return, 0) { vow_detach(call(throw_without_methods)); }

/*  const inner = { [Symbol.asyncIterator]() { return this; }, async next() { return { value: 1, done: false }; },
 *    async return(v) { log('return ' + v); return {}; } };
 *  async function* g() { try { yield* inner; } catch (e) { log(err(e)); yield 'after'; } }
 *  const it = g();
 *  (async () => { await it.next(); log(ir(await it.throw('t'))); })(); */
static struct vow_promise *return_logs(void *self, vow_value value, struct vow_promise *slot)
{
    (void)self;
    LOG("return %s", show(value));
    return vow_iterator_answer(slot, VOW_DONE, VOW_UNDEFINED);
}

GENERATOR(catches_type_error)
{
    static const struct vow_iterator_methods inner = { .next = next_gives_one, .return_ = return_logs };

    VOW_TRY {
        vow_yield_star(self, (struct vow_iterator){ &inner, NULL });
    } VOW_CATCH(e) {
        LOG("%s", e.e->name);
        vow_yield(self, vow_string("after"));
    } VOW_END
    return VOW_UNDEFINED;
}

ASYNC(throw_without_method)
{
    struct vow_generator *it = generate(catches_type_error);

    vow_await(next(it));
    log_await(vow_generator_throw(it, vow_string("t")));
    vow_generator_release(it);
    return VOW_UNDEFINED;
}

SCENARIO(iter_yieldstar_missing_throw, 0) { vow_detach(call(throw_without_method)); }

/*  const inner = { [Symbol.asyncIterator]() { return this; }, async next() { return { value: 1, done: false }; },
 *    async return(v) { log('inner return ' + v); return { value: v, done: true }; },
 *    async throw(e) { log('inner throw ' + e); throw e; } };
 *  async function* g() { yield* inner; }
 *  const a = g(), b = g();
 *  (async () => {
 *    await a.next(); log(ir(await a.return(Promise.resolve('p'))));
 *    await b.next(); try { await b.return(Promise.reject('r')); } catch (e) { log('caught ' + e); }
 *  })(); */
static struct vow_promise *inner_return(void *self, vow_value value, struct vow_promise *slot)
{
    (void)self;
    LOG("inner return %s", show(value));
    return vow_iterator_answer(slot, VOW_DONE, value);
}

static struct vow_promise *inner_throw(void *self, vow_value reason, struct vow_promise *slot)
{
    (void)self;
    LOG("inner throw %s", show(reason));
    return vow_iterator_answer(slot, VOW_REJECTED, reason);
}

GENERATOR(delegates_all)
{
    static const struct vow_iterator_methods inner = { next_gives_one, inner_return, inner_throw, NULL };

    vow_yield_star(self, (struct vow_iterator){ &inner, NULL });
    return VOW_UNDEFINED;
}

ASYNC(return_promises)
{
    struct vow_generator *a = generate(delegates_all), *b = generate(delegates_all);

    vow_await(next(a));
    log_await(vow_generator_return_promise(a, resolved("p")));
    vow_await(next(b));
    VOW_TRY {
        vow_await(vow_generator_return_promise(b, rejected("r")));
    } VOW_CATCH(e) {
        LOG("caught %s", e.s);
    } VOW_END
    vow_generator_release(a);
    vow_generator_release(b);
    return VOW_UNDEFINED;
}

SCENARIO(iter_yieldstar_return_argument_awaited, 0) { vow_detach(call(return_promises)); }

/*  const inner = { [Symbol.asyncIterator]() { return this; }, async next() { return { value: 1, done: false }; },
 *    async throw(e) { log('throw ' + e); return { value: 'result', done: true }; } };
 *  async function* g() { const r = yield* inner; log('r ' + r); yield 'go on'; }
 *  const it = g();
 *  (async () => { await it.next(); log(ir(await it.throw('t'))); })(); */
static struct vow_promise *throw_is_done(void *self, vow_value reason, struct vow_promise *slot)
{
    (void)self;
    LOG("throw %s", show(reason));
    return vow_iterator_answer(slot, VOW_DONE, vow_string("result"));
}

GENERATOR(goes_on_after_throw)
{
    static const struct vow_iterator_methods inner = { .next = next_gives_one, .throw_ = throw_is_done };
    vow_value r = vow_yield_star(self, (struct vow_iterator){ &inner, NULL });

    LOG("r %s", show(r));
    vow_yield(self, vow_string("go on"));
    return VOW_UNDEFINED;
}

ASYNC(throw_ends_delegation)
{
    struct vow_generator *it = generate(goes_on_after_throw);

    vow_await(next(it));
    log_await(vow_generator_throw(it, vow_string("t")));
    vow_generator_release(it);
    return VOW_UNDEFINED;
}

SCENARIO(iter_yieldstar_throw_done, 0) { vow_detach(call(throw_ends_delegation)); }
