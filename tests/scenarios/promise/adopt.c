/* SPDX-License-Identifier: MIT */
/* A promise resolved with a promise follows it, two turns later (rules 2.4 to 2.8, 3.3). */
#include "../scenario.h"

/* new Promise(r => r(followed)) */
static struct vow_promise *adopting(struct vow_promise *followed)
{
    struct vow_promise *p = vow_promise_new("adopting");

    vow_promise_adopt(vow_promise_retain(p), followed);
    return p;
}

/*  const p0 = Promise.resolve('v');
 *  const p1 = new Promise(r => r(p0));
 *  const p2 = new Promise(r => r(p1));
 *  const p3 = new Promise(r => r(p2));
 *  p1.then(() => log('p1')); p2.then(() => log('p2')); p3.then(() => log('p3'));
 *  ticks(8); */
SCENARIO(promise_adopt_chain_three, 0)
{
    struct vow_promise *p0 = resolved("v");
    struct vow_promise *p1 = adopting(p0);
    struct vow_promise *p2 = adopting(vow_promise_retain(p1));
    struct vow_promise *p3 = adopting(vow_promise_retain(p2));

    vow_detach(vow_promise_then(p1, log_text, NULL, text("p1")));
    vow_detach(vow_promise_then(p2, log_text, NULL, text("p2")));
    vow_detach(vow_promise_then(p3, log_text, NULL, text("p3")));
    log_turns(8);
}

/*  const a = deferred(), b = deferred();
 *  a.resolve(b.promise); b.resolve(a.promise);
 *  watch('a', a.promise); watch('b', b.promise);
 *  ticks(4); */
SCENARIO(promise_adopt_mutual, 0)
{
    struct vow_promise *a = vow_promise_new("a"), *b = vow_promise_new("b");

    vow_promise_adopt(vow_promise_retain(a), vow_promise_retain(b));
    vow_promise_adopt(vow_promise_retain(b), vow_promise_retain(a));
    watch("a", a);
    watch("b", b);
    log_turns(4);
    SCENARIO_LEAVES(4); /* both promises and the two reactions on them wait for ever */
}

/*  const inner = deferred(), outer = deferred();
 *  watch('outer', outer.promise);
 *  outer.resolve(inner.promise);
 *  watch('inner', inner.promise);
 *  queueMicrotask(() => { log('settle'); inner.resolve(3); });
 *  ticks(6); */
static void settle_inner(void *inner)
{
    LOG("settle");
    vow_promise_resolve(inner, vow_int(3));
}

SCENARIO(promise_adopt_pending, 0)
{
    struct vow_promise *inner = vow_promise_new("inner"), *outer = vow_promise_new("outer");

    watch_int("outer", vow_promise_retain(outer));
    vow_promise_adopt(outer, vow_promise_retain(inner));
    watch_int("inner", vow_promise_retain(inner));
    vow_queue_microtask(settle_inner, inner);
    log_turns(6);
}

/*  Promise.resolve().then(() => { log(0); return Promise.resolve(4); }).then(v => log(v));
 *  Promise.resolve().then(() => log(1)).then(() => log(2)).then(() => log(3)).then(() => log(5)).then(() => log(6)); */
HANDLER(return_promise_of_4)
{
    LOG("0");
    return vow_adopt(vow_promise_resolved(vow_int(4)));
}

SCENARIO(promise_then_return_promise, 0)
{
    static const char *const numbers[] = { "1", "2", "3", "5", "6" };
    struct vow_promise *p;

    p = vow_promise_then(resolved_undefined(), return_promise_of_4, NULL, NULL);
    vow_detach(vow_promise_then(p, log_int, NULL, NULL));
    p = resolved_undefined();
    for (int i = 0; i < 5; i++)
        p = vow_promise_then(p, log_text, NULL, text(numbers[i]));
    vow_detach(p);
}
