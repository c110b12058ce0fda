/* SPDX-License-Identifier: MIT */
/* for await: how leaving the loop closes the iterator (8.4 to 8.6, 8.10). */
#include "../iteration.h"

/*  const it = { [Symbol.asyncIterator]() { return this; }, n: 0,
 *    next() { log('next'); return Promise.resolve({ value: ++this.n, done: false }); },
 *    return(v) { log('return ' + v); return sleep(5).then(() => { log('closed'); return {}; }); } };
 *  (async () => { for await (const x of it) { log(x); if (x === 2) break; } log('after'); })(); */
struct counter {
    int n;
    struct vow_promise *closing; /* what return() is to answer */
    struct vow_timer timer;
};

static struct vow_promise *counter_next(void *self, vow_value value, struct vow_promise *slot)
{
    struct counter *counter = self;

    (void)value;
    LOG("next");
    return vow_iterator_answer(slot, VOW_ITEM, vow_int(++counter->n));
}

static void counter_closed(void *self)
{
    struct counter *counter = self;

    LOG("closed");
    vow_iterator_answer(counter->closing, VOW_DONE, VOW_UNDEFINED);
}

static struct vow_promise *counter_return(void *self, vow_value value, struct vow_promise *slot)
{
    struct counter *counter = self;

    LOG("return %s", show(value));
    counter->closing = slot;
    vow_timer_start_ms(&counter->timer, 5, counter_closed, counter);
    return slot;
}

ASYNC(break_at_two)
{
    static const struct vow_iterator_methods methods = { .next = counter_next, .return_ = counter_return };
    struct counter counter = { 0 };

    VOW_FOR_AWAIT(x, ((struct vow_iterator){ &methods, &counter })) {
        LOG("%d", (int)x.value.i);
        if (x.value.i == 2)
            break;
    }
    LOG("after");
    return VOW_UNDEFINED;
}

SCENARIO(iter_forawait_break_return, 5) { vow_detach(call(break_at_two)); }

static struct vow_promise *next_gives_one(void *self, vow_value value, struct vow_promise *slot)
{
    (void)self, (void)value;
    return vow_iterator_answer(slot, VOW_ITEM, vow_int(1));
}

/*  const it = { [Symbol.asyncIterator]() { return this; }, async next() { log('next'); return {
 *      value: 1, done: false }; } };
 *  (async () => { for await (const x of it) break; log('after'); })(); */
static struct vow_promise *next_logs(void *self, vow_value value, struct vow_promise *slot)
{
    LOG("next");
    return next_gives_one(self, value, slot);
}

ASYNC(just_leave)
{
    static const struct vow_iterator_methods methods = { .next = next_logs };

    VOW_FOR_AWAIT(x, ((struct vow_iterator){ &methods, NULL }))
        break;
    LOG("after");
    return VOW_UNDEFINED;
}

SCENARIO(iter_forawait_missing_return, 0) { vow_detach(call(just_leave)); }

/*  const it = { [Symbol.asyncIterator]() { return this; },
 *    async next() { return { value: 1, done: false }; }, async return() { log('return'); throw 'from return'; } };
 *  (async () => { try { for await (const x of it) throw 'body'; } catch (e) { log('caught ' + e); } })(); */
static struct vow_promise *return_fails(void *self, vow_value value, struct vow_promise *slot)
{
    (void)self, (void)value;
    LOG("return");
    return vow_iterator_answer(slot, VOW_REJECTED, vow_string("from return"));
}

ASYNC(throw_in_loop)
{
    static const struct vow_iterator_methods methods = { .next = next_gives_one, .return_ = return_fails };

    VOW_TRY {
        VOW_FOR_AWAIT(x, ((struct vow_iterator){ &methods, NULL }))
            vow_throw(vow_string("body"));
    } VOW_CATCH(e) {
        LOG("caught %s", e.s);
    } VOW_END
    return VOW_UNDEFINED;
}

SCENARIO(iter_forawait_throw_closes, 0) { vow_detach(call(throw_in_loop)); }

/*  const mk = () => ({ [Symbol.asyncIterator]() { return this; },
 *    async next() { return { value: 1, done: false }; }, async return() { log('return'); return 5; } });
 *  (async () => {
 *    try { for await (const x of mk()) break; } catch (e) { log(err(e)); }
 *    try { for await (const x of mk()) throw 'body'; } catch (e) { log(err(e)); }
 *  })();
 *
 * In C a promise that is settled with anything but VOW_ITEM or VOW_DONE gives no iterator result. */
static struct vow_promise *return_gives_five(void *self, vow_value value, struct vow_promise *slot)
{
    (void)self, (void)value, (void)slot;
    LOG("return");
    return vow_promise_resolved(vow_int(5));
}

ASYNC(break_and_throw)
{
    static const struct vow_iterator_methods methods = { .next = next_gives_one, .return_ = return_gives_five };

    VOW_TRY {
        VOW_FOR_AWAIT(x, ((struct vow_iterator){ &methods, NULL }))
            break;
    } VOW_CATCH(e) {
        LOG("%s", e.e->name);
    } VOW_END
    VOW_TRY {
        VOW_FOR_AWAIT(x, ((struct vow_iterator){ &methods, NULL }))
            vow_throw(vow_string("body"));
    } VOW_CATCH(e) {
        LOG("%s", e.s);
    } VOW_END
    return VOW_UNDEFINED;
}

SCENARIO(iter_forawait_return_not_object, 0) { vow_detach(call(break_and_throw)); }

/*  function* g() { try { yield 1; yield Promise.resolve(2); yield 3; } finally { log('fin'); } }
 *  (async () => { for await (const x of g()) { log(x); if (x === 2) break; } log('after'); })();
 *  ticks(6);
 *
 * C has no synchronous generators: the iterator counts its steps, and its return() does what finally does. */
static enum vow_status steps_next(void *self, vow_value value, struct vow_sync_result *result)
{
    int *step = self;

    (void)value;
    ++*step;
    if (*step == 2)
        result->promise = vow_promise_resolved(vow_int(2));
    else
        result->value = vow_int(*step);
    if (*step <= 3)
        return VOW_ITEM;
    LOG("fin");
    return VOW_DONE;
}

static enum vow_status steps_return(void *self, const vow_value *value, struct vow_sync_result *result)
{
    (void)self, (void)value, (void)result;
    LOG("fin");
    return VOW_DONE;
}

ASYNC(break_sync)
{
    static const struct vow_sync_iterator_methods methods = { .next = steps_next, .return_ = steps_return };
    struct vow_sync_wrapper wrapper;
    int step = 0;

    VOW_FOR_AWAIT(x, vow_iterate_sync(&wrapper, &methods, &step)) {
        LOG("%d", (int)x.value.i);
        if (x.value.i == 2)
            break;
    }
    LOG("after");
    return VOW_UNDEFINED;
}

SCENARIO(iter_forawait_sync_generator, 0)
{
    vow_detach(call(break_sync));
    log_turns(6);
}
