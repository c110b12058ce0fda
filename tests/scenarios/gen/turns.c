/* SPDX-License-Identifier: MIT */
/* Async generators: how many turns yield and return take (7.1, 7.3). */
#include "../iteration.h"

/*  async function* g() { await null; log('g1'); yield 1; log('g2'); await null; log('g3'); }
 *  const it = g();
 *  it.next().then(r => log(ir(r)));
 *  it.next().then(r => log(ir(r)));
 *  ticks(6); */
GENERATOR(awaits_around_yield)
{
    vow_await_value(VOW_UNDEFINED);
    LOG("g1");
    vow_yield(self, vow_int(1));
    LOG("g2");
    vow_await_value(VOW_UNDEFINED);
    LOG("g3");
    return VOW_UNDEFINED;
}

SCENARIO(gen_await_then_yield, 0)
{
    struct vow_generator *it = generate(awaits_around_yield);

    then_log(next(it), "");
    then_log(next(it), "");
    log_turns(6);
    vow_generator_release(it);
}

/* g().next().then(r => log(ir(r))) */
static void log_first(struct vow_generator *it)
{
    then_log(next(it), "");
    vow_generator_release(it);
}

/*  async function* g() { return 'v'; }
 *  g().next().then(r => log(ir(r)));
 *  ticks(4); */
GENERATOR(returns_v) { return vow_await_value(vow_string("v")); }

SCENARIO(gen_return_value_turns, 0)
{
    log_first(generate(returns_v));
    log_turns(4);
}

/*  async function* g() { yield Promise.resolve('p'); }
 *  g().next().then(r => log(ir(r)));
 *  ticks(4); */
GENERATOR(yields_promise)
{
    vow_yield_promise(self, resolved("p"));
    return VOW_UNDEFINED;
}

SCENARIO(gen_yield_promise_turns, 0)
{
    log_first(generate(yields_promise));
    log_turns(4);
}

/*  async function* g() { yield await Promise.resolve('p'); }
 *  g().next().then(r => log(ir(r)));
 *  ticks(4); */
GENERATOR(yields_awaited)
{
    vow_yield(self, vow_await(resolved("p")));
    return VOW_UNDEFINED;
}

SCENARIO(gen_yield_await_turns, 0)
{
    log_first(generate(yields_awaited));
    log_turns(4);
}

/*  async function* g() { yield { then(r) { log('then'); r('th'); } }; }
 *  g().next().then(r => log(ir(r)));
 *  ticks(5); */
static void answer_th(struct vow_thenable *self, struct vow_resolver resolver)
{
    (void)self;
    LOG("then");
    vow_resolver_resolve(resolver, vow_string("th"));
}

GENERATOR(yields_thenable)
{
    static struct vow_thenable thenable = { answer_th };

    vow_yield_promise(self, vow_promise_from_thenable(&thenable));
    return VOW_UNDEFINED;
}

SCENARIO(gen_yield_thenable_turns, 0)
{
    log_first(generate(yields_thenable));
    log_turns(5);
}
