/* SPDX-License-Identifier: MIT */
/* Calling async functions (rules 5.1, 5.2, 5.11, 5.14, 5.15). */
#include "../scenario.h"

/*  async function f() { log('f1'); await null; log('f2'); }
 *  log('before'); f(); log('after'); */
ASYNC(log_f1_f2)
{
    LOG("f1");
    vow_await_value(VOW_UNDEFINED);
    LOG("f2");
    return VOW_UNDEFINED;
}

SCENARIO(async_sync_until_await, 0)
{
    LOG("before");
    vow_detach(call(log_f1_f2));
    LOG("after");
}

/*  async function f() { log('in'); throw 'bad'; }
 *  let p;
 *  try { p = f(); log('returned'); } catch (e) { log('wrong'); }
 *  p.catch(e => log('caught ' + e));
 *  ticks(2); */
ASYNC(throw_bad)
{
    LOG("in");
    throw_string("bad");
}

SCENARIO(async_throw_sync_part, 0)
{
    struct vow_promise *p = NULL;

    VOW_KEEP(p);
    VOW_TRY {
        p = call(throw_bad);
        LOG("returned");
    } VOW_CATCH(e) {
        LOG("wrong");
    } VOW_END
    vow_detach(vow_promise_catch(p, log_string, text("caught ")));
    log_turns(2);
}

/*  async function f(x = (() => { throw 'param'; })()) { log('body ' + x); }
 *  watch('a', f()); watch('b', f(1)); */
struct f_arguments {
    const int *x; /* NULL: not given */
};

static int default_x(void) { throw_string("param"); }

ASYNC(f)
{
    const struct f_arguments *given = argument;
    const int x = given->x ? *given->x : default_x();

    LOG("body %d", x);
    return VOW_UNDEFINED;
}

SCENARIO(async_param_default_throw, 0)
{
    static const int one = 1;
    const struct f_arguments none = { NULL }, with_one = { &one };

    watch("a", vow_call(&f_fn, &none, sizeof none));
    watch("b", vow_call(&f_fn, &with_one, sizeof with_one));
}

/*  const bg = async () => { log('bg1'); await null; log('bg2'); await null; log('bg3'); };
 *  (async () => { log('m1'); bg(); log('m2'); await null; log('m3'); })(); */
ASYNC(background)
{
    LOG("bg1");
    vow_await_value(VOW_UNDEFINED);
    LOG("bg2");
    vow_await_value(VOW_UNDEFINED);
    LOG("bg3");
    return VOW_UNDEFINED;
}

ASYNC(foreground)
{
    LOG("m1");
    vow_detach(call(background));
    LOG("m2");
    vow_await_value(VOW_UNDEFINED);
    LOG("m3");
    return VOW_UNDEFINED;
}

SCENARIO(async_not_awaited, 0) { vow_detach(call(foreground)); }

/*  const f = async n => { log('down ' + n); const r = n ? await f(n - 1) + n : 0; log('up ' + n); return r; };
 *  f(3).then(v => log('sum ' + v)); */
ASYNC(sum_to)
{
    const int n = ARG_INT, below = n - 1;
    int r;

    LOG("down %d", n);
    r = n ? (int)vow_await_call(&sum_to_fn, &below, sizeof below).i + n : 0;
    LOG("up %d", n);
    return vow_int(r);
}

SCENARIO(async_recursion, 0) { vow_detach(vow_promise_then(call_int(sum_to, 3), log_int, NULL, text("sum "))); }

/*  async function two(a, b) {}
 *  log(two.length); log(two.name);
 *  const f = new AsyncFunction('a', 'b', 'return await a + await b');
 *  log(f.name + ' ' + f.length);
 *  f(1, Promise.resolve(2)).then(v => log('sum ' + v));
 *  AsyncFunction('throw "bad"')().catch(e => log(e));
 *
 * Made at run time from an entry, where JavaScript takes text. */
static vow_value two(void *argument)
{
    (void)argument;
    return VOW_UNDEFINED;
}
static const struct vow_async_function two_fn = VOW_ASYNC_FUNCTION(two, 2, 256);

struct sum_arguments {
    int a;
    struct vow_promise *b;
};

static vow_value await_sum(void *argument)
{
    const struct sum_arguments *given = argument;
    const intptr_t a = vow_await_value(vow_int(given->a)).i;

    return vow_int(a + vow_await(given->b).i);
}
static vow_value throw_it(void *argument)
{
    (void)argument;
    throw_string("bad");
}

SCENARIO(async_function_object, 0)
{
    static struct vow_async_function made, failing;
    struct sum_arguments arguments = { 1, vow_promise_resolved(vow_int(2)) };

    LOG("%d", two_fn.function.length);
    LOG("%s", two_fn.function.name);
    made = vow_async_function_make(await_sum, "anonymous", 2, SCENARIO_STACK_BYTES);
    LOG("%s %d", made.function.name, made.function.length);
    vow_detach(vow_promise_then(vow_call(&made, &arguments, sizeof arguments), log_int, NULL, text("sum ")));
    failing = vow_async_function_make(throw_it, "anonymous", 0, SCENARIO_STACK_BYTES);
    vow_detach(vow_promise_catch(vow_call(&failing, NULL, 0), log_string, NULL));
}

/*  const job = async (n, ms) => { log('s' + n); await sleep(ms); log('e' + n); return n; };
 *  const a = job('a', 30), b = job('b', 10);
 *  log(await a); log(await b);
 *  try { await Promise.reject('top'); } catch (e) { log('caught ' + e); }
 *
 * The script of a module is a task, and so is main of a program. */
struct job {
    const char *n;
    uint32_t ms;
};

ASYNC(job)
{
    const struct job *job = argument;

    LOG("s%s", job->n);
    vow_await(sleep_ms(job->ms, VOW_UNDEFINED));
    LOG("e%s", job->n);
    return vow_string(job->n);
}

SCENARIO(async_top_level_await_order, 30)
{
    struct vow_promise *a = vow_call(&job_fn, &(struct job){ "a", 30 }, sizeof(struct job));
    struct vow_promise *b = vow_call(&job_fn, &(struct job){ "b", 10 }, sizeof(struct job));

    LOG("%s", vow_await(a).s);
    LOG("%s", vow_await(b).s);
    VOW_TRY {
        vow_await(rejected("top"));
    } VOW_CATCH(e) {
        LOG("caught %s", e.s);
    } VOW_END
}
