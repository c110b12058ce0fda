/* SPDX-License-Identifier: MIT */
/* Thenables: objects that are no promises, but can be followed like one (rules 2.5, 2.6, 3.3). */
#include "../scenario.h"

/*  const t = { then(res) { log('then called'); res(4); } };
 *  const p = new Promise(r => r(t));
 *  p.then(v => log('p ' + v));
 *  log('sync end');
 *  ticks(4); */
static void log_and_answer_4(struct vow_thenable *self, struct vow_resolver res)
{
    (void)self;
    LOG("then called");
    vow_resolver_resolve(res, vow_int(4));
}

SCENARIO(promise_thenable_turns, 0)
{
    static struct vow_thenable t = { log_and_answer_4 };
    struct vow_resolver r;
    struct vow_promise *p = vow_promise_with_resolver(&r);

    vow_resolver_adopt_thenable(r, &t);
    vow_detach(vow_promise_then(p, log_int, NULL, text("p ")));
    LOG("sync end");
    log_turns(4);
}

/*  const inner = { then(res) { log('inner then'); res('deep'); } };
 *  const outer = { then(res) { log('outer then'); res(inner); } };
 *  watch('p', Promise.resolve(outer));
 *  ticks(5); */
static void answer_deep(struct vow_thenable *self, struct vow_resolver res)
{
    (void)self;
    LOG("inner then");
    vow_resolver_resolve(res, vow_string("deep"));
}

static struct vow_thenable inner = { answer_deep };

static void answer_inner(struct vow_thenable *self, struct vow_resolver res)
{
    (void)self;
    LOG("outer then");
    vow_resolver_adopt_thenable(res, &inner);
}

SCENARIO(promise_thenable_nested, 0)
{
    static struct vow_thenable outer = { answer_inner };

    watch("p", vow_promise_from_thenable(&outer));
    log_turns(5);
}

/*  watch('a', Promise.resolve({ then() { throw 'thrown'; } }));
 *  watch('b', Promise.resolve({ then(res) { res(1); throw 'ignored'; } }));
 *  watch('c', Promise.resolve({ then(res, rej) { rej('r'); throw 'ignored'; } })); */
static void throw_at_once(struct vow_thenable *self, struct vow_resolver res)
{
    (void)self, (void)res;
    throw_string("thrown");
}
static void answer_1_and_throw(struct vow_thenable *self, struct vow_resolver res)
{
    (void)self;
    vow_resolver_resolve(res, vow_int(1));
    throw_string("ignored");
}
static void reject_and_throw(struct vow_thenable *self, struct vow_resolver res)
{
    (void)self;
    vow_resolver_reject(res, vow_string("r"));
    throw_string("ignored");
}

SCENARIO(promise_thenable_throws, 0)
{
    static struct vow_thenable a = { throw_at_once }, b = { answer_1_and_throw }, c = { reject_and_throw };

    watch_int("a", vow_promise_from_thenable(&a));
    watch_int("b", vow_promise_from_thenable(&b));
    watch_int("c", vow_promise_from_thenable(&c));
}

/*  Promise.resolve().then(() => ({ then(r) { log('t'); r('th'); } })).then(v => log(v));
 *  ticks(6); */
static void log_t_and_answer(struct vow_thenable *self, struct vow_resolver r)
{
    (void)self;
    LOG("t");
    vow_resolver_resolve(r, vow_string("th"));
}

HANDLER(return_thenable)
{
    static struct vow_thenable t = { log_t_and_answer };

    return vow_adopt_thenable(&t);
}

SCENARIO(promise_then_return_thenable, 0)
{
    struct vow_promise *p = vow_promise_then(resolved_undefined(), return_thenable, NULL, NULL);

    vow_detach(vow_promise_then(p, log_string, NULL, NULL));
    log_turns(6);
}
