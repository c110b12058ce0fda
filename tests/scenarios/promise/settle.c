/* SPDX-License-Identifier: MIT */
/* The constructor, and the one time that a promise is resolved (rules 2.1 to 2.3, 2.9). */
#include "../scenario.h"

/*  log('a');
 *  const p = new Promise(r => { log('exec'); r(1); log('after resolve'); });
 *  p.then(v => log('then ' + v));
 *  log('end'); */
static void resolve_with_1(struct vow_resolver r, void *argument)
{
    (void)argument;
    LOG("exec");
    vow_resolver_resolve(r, vow_int(1));
    LOG("after resolve");
}

SCENARIO(promise_executor_sync, 0)
{
    struct vow_promise *p;

    LOG("a");
    p = vow_promise_create(resolve_with_1, NULL);
    vow_detach(vow_promise_then(p, log_int, NULL, text("then ")));
    LOG("end");
}

/*  watch('a', new Promise(() => { throw 'boom'; }));
 *  watch('b', new Promise(r => { r(1); throw 'ignored'; }));
 *  watch('c', new Promise((r, j) => { j('first'); throw 'ignored'; })); */
static void throw_boom(struct vow_resolver r, void *argument)
{
    (void)r, (void)argument;
    throw_string("boom");
}
static void resolve_and_throw(struct vow_resolver r, void *argument)
{
    (void)argument;
    vow_resolver_resolve(r, vow_int(1));
    throw_string("ignored");
}
static void reject_and_throw(struct vow_resolver r, void *argument)
{
    (void)argument;
    vow_resolver_reject(r, vow_string("first"));
    throw_string("ignored");
}

SCENARIO(promise_executor_throw, 0)
{
    watch_int("a", vow_promise_create(throw_boom, NULL));
    watch_int("b", vow_promise_create(resolve_and_throw, NULL));
    watch_int("c", vow_promise_create(reject_and_throw, NULL));
}

/*  const d = deferred();
 *  watch('p', d.promise);
 *  d.resolve(1); d.resolve(2); d.reject('x'); */
SCENARIO(promise_resolve_once, 0)
{
    struct vow_resolver d;

    watch_int("p", vow_promise_with_resolver(&d));
    vow_resolver_resolve(d, vow_int(1));
    vow_resolver_resolve(d, vow_int(2));
    vow_resolver_reject(d, vow_string("x"));
}

/*  const d = deferred();
 *  watch('p', d.promise);
 *  d.reject('first'); d.resolve(2); d.reject('second'); */
SCENARIO(promise_reject_once, 0)
{
    struct vow_resolver d;

    watch_int("p", vow_promise_with_resolver(&d));
    vow_resolver_reject(d, vow_string("first"));
    vow_resolver_resolve(d, vow_int(2));
    vow_resolver_reject(d, vow_string("second"));
}

/*  const inner = deferred(), outer = deferred();
 *  outer.resolve(inner.promise);
 *  outer.reject('late'); outer.resolve(9);
 *  watch('outer', outer.promise);
 *  inner.resolve('inner value'); */
SCENARIO(promise_locked_in, 0)
{
    struct vow_resolver inner, outer;
    struct vow_promise *inner_promise = vow_promise_with_resolver(&inner);
    struct vow_promise *outer_promise = vow_promise_with_resolver(&outer);

    vow_resolver_adopt(outer, inner_promise);
    vow_resolver_reject(outer, vow_string("late"));
    vow_resolver_resolve(outer, vow_int(9));
    watch("outer", outer_promise);
    vow_resolver_resolve(inner, vow_string("inner value"));
}

/*  const inner = Promise.resolve(1);
 *  Promise.reject(inner).catch(e => log(e === inner ? 'same promise' : 'other'));
 *  const d = deferred(); d.reject(inner);
 *  d.promise.catch(e => log(e === inner ? 'same promise' : 'other')); */
HANDLER(compare)
{
    LOG("%s", value.p == argument ? "same promise" : "other");
    return VOW_UNDEFINED;
}

SCENARIO(promise_reject_not_unwrapped, 0)
{
    struct vow_promise *inner = vow_promise_resolved(vow_int(1)), *p;
    struct vow_resolver d;

    vow_detach(vow_promise_catch(vow_promise_rejected(vow_pointer(inner)), compare, inner));
    p = vow_promise_with_resolver(&d);
    vow_resolver_reject(d, vow_pointer(inner));
    vow_detach(vow_promise_catch(p, compare, inner));
    vow_promise_release(inner); /* a reason is a word: the callbacks only compare it */
}
