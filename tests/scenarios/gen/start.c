/* SPDX-License-Identifier: MIT */
/* Async generators: what a call and the first next() do, and what a finished one answers (6.1 to 6.5, 7.9). */
#include "../iteration.h"

/*  async function* g() { log('body'); yield 1; }
 *  const it = g();
 *  log('created');
 *  it.next().then(r => log(ir(r)));
 *  log('sync end'); */
GENERATOR(lazy)
{
    LOG("body");
    vow_yield(self, vow_int(1));
    return VOW_UNDEFINED;
}

SCENARIO(gen_lazy_start, 0)
{
    struct vow_generator *it = generate(lazy);

    LOG("created");
    then_log(next(it), "");
    LOG("sync end");
    vow_generator_release(it);
}

/*  async function* g() { log('a'); await null; log('b'); yield 1; log('c'); }
 *  const it = g();
 *  it.next().then(r => log(ir(r)));
 *  log('called');
 *  ticks(4); */
GENERATOR(awaits_first)
{
    LOG("a");
    vow_await_value(VOW_UNDEFINED);
    LOG("b");
    vow_yield(self, vow_int(1));
    LOG("c");
    return VOW_UNDEFINED;
}

SCENARIO(gen_sync_until_suspend, 0)
{
    struct vow_generator *it = generate(awaits_first);

    then_log(next(it), "");
    LOG("called");
    log_turns(4);
    vow_generator_release(it);
}

/*  async function* g(p) { log('p ' + p); const a = yield 1; log('a ' + a); const b = yield 2; log('b ' + b);
 *      return a + b; }
 *  const it = g('param');
 *  (async () => { log(ir(await it.next('dropped'))); log(ir(await it.next('x'))); log(ir(await it.next('y')));
 *      log(ir(await it.next('z'))); })(); */
GENERATOR(receives)
{
    vow_value a, b;
    static char both[8];

    LOG("p %s", ARG_TEXT);
    a = vow_yield(self, vow_int(1));
    LOG("a %s", a.s);
    b = vow_yield(self, vow_int(2));
    LOG("b %s", b.s);
    snprintf(both, sizeof both, "%s%s", a.s, b.s);
    return vow_await_value(vow_string(both));
}

ASYNC(pass_values)
{
    struct vow_generator *it = generate_text(receives, "param");

    log_await(vow_generator_next(it, vow_string("dropped")));
    log_await(vow_generator_next(it, vow_string("x")));
    log_await(vow_generator_next(it, vow_string("y")));
    log_await(vow_generator_next(it, vow_string("z")));
    vow_generator_release(it);
    return VOW_UNDEFINED;
}

SCENARIO(gen_next_value_passing, 0) { vow_detach(call(pass_values)); }

/*  async function* g(n) { for (let i = 1; i <= 2; i++) { yield n + i; log('after ' + n + i); } }
 *  const a = g('a'), b = g('b');
 *  a.next().then(r => log(ir(r))); b.next().then(r => log(ir(r)));
 *  a.next().then(r => log(ir(r))); b.next().then(r => log(ir(r))); */
GENERATOR(two_values)
{
    const char *const *names = ARGUMENT(const char *const *);

    for (int i = 0; i < 2; i++) {
        vow_yield(self, vow_string(names[i]));
        LOG("after %s", names[i]);
    }
    return VOW_UNDEFINED;
}

SCENARIO(gen_two_instances, 0)
{
    static const char *const names_a[] = { "a1", "a2" }, *const names_b[] = { "b1", "b2" };
    const char *const *names = names_a;
    struct vow_generator *a = generate_with(two_values, names), *b;

    names = names_b;
    b = generate_with(two_values, names);
    then_log(next(a), "");
    then_log(next(b), "");
    then_log(next(a), "");
    then_log(next(b), "");
    vow_generator_release(a);
    vow_generator_release(b);
}

/*  async function* g(x = (() => { throw 'param'; })()) { log('body'); }
 *  try { g(); log('no'); } catch (e) { log('thrown ' + e); }
 *
 * In C the caller computes default arguments, so a function of the caller's stands for g(). */
GENERATOR(with_parameter)
{
    LOG("body");
    return VOW_UNDEFINED;
}

static vow_value default_argument(void) { vow_throw(vow_string("param")); }

static struct vow_generator *with_default(void)
{
    vow_value x = default_argument();

    return generate_with(with_parameter, x);
}

SCENARIO(gen_param_default_throw, 0)
{
    VOW_TRY {
        with_default();
        LOG("no");
    } VOW_CATCH(e) {
        LOG("thrown %s", e.s);
    } VOW_END
}

/*  async function* g(a, b) {}
 *  const it = g();
 *  const tag = x => Object.prototype.toString.call(x);
 *  log(tag(it)); log(tag(g)); log(g.length + ' ' + g.name);
 *  log(it[Symbol.asyncIterator]() === it);
 *  log(Object.getPrototypeOf(it) === g.prototype);
 *  try { new g(); } catch (e) { log(err(e)); } */
static vow_value g(struct vow_generator *self, void *argument)
{
    (void)self, (void)argument;
    return VOW_UNDEFINED;
}
static const struct vow_generator_function g_fn = VOW_GENERATOR_FUNCTION(g, 2, 512);

SCENARIO(gen_objects, 0)
{
    struct vow_generator *it = vow_generate(&g_fn, NULL, 0);
    struct vow_iterator iterator = vow_iterate(it);

    LOG("%d %s", g_fn.function.length, g_fn.function.name);
    LOG("%s", iterator.self == it ? "true" : "false");
    vow_generator_release(it);
}

/*  async function* g() { return 'r'; }
 *  const it = g();
 *  it.next().then(r => { log(ir(r)); it.next().then(q => log(ir(q))); it.next('x').then(q => log(ir(q))); ticks(2);
 *      }); */
GENERATOR(returns_r) { return vow_await_value(vow_string("r")); }

HANDLER(ask_again)
{
    struct vow_generator *it = argument;

    log_result("", status, value);
    then_log(next(it), "");
    then_log(vow_generator_next(it, vow_string("x")), "");
    log_turns(2);
    vow_generator_release(it);
    return VOW_UNDEFINED;
}

SCENARIO(gen_next_after_done, 0)
{
    struct vow_generator *it = generate(returns_r);

    vow_detach(vow_promise_then(next(it), ask_again, NULL, it));
}

/*  async function* g() {}
 *  const it = g();
 *  it.next().then(() => { it.throw('t').catch(e => log('rejected ' + e)); it.next().then(r => log(ir(r))); ticks(2);
 *      }); */
GENERATOR(empty) { return VOW_UNDEFINED; }

HANDLER(throw_into)
{
    struct vow_generator *it = argument;

    catch_log(vow_generator_throw(it, vow_string("t")), "rejected ");
    then_log(next(it), "");
    log_turns(2);
    vow_generator_release(it);
    return VOW_UNDEFINED;
}

SCENARIO(gen_completed_throw, 0)
{
    struct vow_generator *it = generate(empty);

    vow_detach(vow_promise_then(next(it), throw_into, NULL, it));
}
