/* SPDX-License-Identifier: MIT */
/* The ES6 book's chapter on async iteration: generators asked by hand, and in loops. */
#include <limits.h>
#include <stdlib.h>

#include "../words.h"

/* async function* createAsyncIterable(s) { for (const x of s) yield x; }   over arrays that end with NULL */
GENERATOR(create_async_iterable)
{
    for (const char *const *x = argument; *x; x++)
        vow_yield(self, vow_string(*x));
    return VOW_UNDEFINED;
}
static const char *const a_b[] = { "a", "b", NULL };

/* const it = createAsyncIterable(['a', 'b'])[Symbol.asyncIterator]();
 * it.next().then(r => { log(ir(r)); return it.next(); })
 *          .then(r => { log(ir(r)); return it.next(); })
 *          .then(r => log(ir(r))); */
static vow_value log_and_go_on(void *it, vow_value value, enum vow_status status)
{
    log_result("", status, value);
    return vow_adopt(next(it));
}
static vow_value log_and_let_go(void *it, vow_value value, enum vow_status status)
{
    log_result("", status, value);
    vow_generator_release(it);
    return VOW_UNDEFINED;
}

SCENARIO(seed_es6_async_iterable_then, 0)
{
    struct vow_generator *it = generate_with(create_async_iterable, a_b);
    struct vow_promise *p = next(it);

    p = vow_promise_then(p, log_and_go_on, NULL, it);
    p = vow_promise_then(p, log_and_go_on, NULL, it);
    vow_detach(vow_promise_then(p, log_and_let_go, NULL, it));
}

/* (async () => {
 *     const it = createAsyncIterable(['a', 'b']);
 *     log(ir(await it.next())); log(ir(await it.next())); log(ir(await it.next()));
 *     const o = createAsyncIterable(['a', 'b']);
 *     const [{ value: v1 }, { value: v2 }] = await Promise.all([o.next(), o.next()]);
 *     log(v1 + v2);
 * })(); */
ASYNC(steps_and_all)
{
    struct vow_generator *it = generate_with(create_async_iterable, a_b), *o;
    vow_value values[2];

    for (int i = 0; i < 3; i++)
        log_await(next(it));
    o = generate_with(create_async_iterable, a_b);
    vow_await_all((struct vow_promise *[]){ next(o), next(o) }, 2, values);
    LOG("%s%s", string_of(values[0]), string_of(values[1]));
    vow_generator_release(it);
    vow_generator_release(o);
    return VOW_UNDEFINED;
}

SCENARIO(seed_es6_async_iterable_await, 0)
{
    vow_detach(call(steps_and_all));
}

/* async function* req() { yield '{"a":'; await sleep(5); yield '1}'; }
 * (async () => {
 *     for await (const x of createAsyncIterable(['a', 'b'])) log(x);
 *     let body = ''; for await (const d of req()) body += d;
 *     log('got ' + JSON.parse(body).a);
 *     for await (const x of ['c', 'd']) log(x);
 * })(); */
GENERATOR(request)
{
    vow_yield(self, vow_string("{\"a\":"));
    vow_sleep_ms(5);
    vow_yield(self, vow_string("1}"));
    return VOW_UNDEFINED;
}
ASYNC(loops_over_three)
{
    const vow_value c_d[] = { vow_string("c"), vow_string("d") };
    struct vow_array_iterator array;
    char body[16] = "";

    VOW_FOR_AWAIT(x, vow_iterate(generate_with(create_async_iterable, a_b))) {
        LOG("%s", string_of(x.value));
    }
    VOW_FOR_AWAIT(d, vow_iterate(generate(request))) {
        strcat(body, string_of(d.value));
    }
    LOG("got %d", atoi(strchr(body, ':') + 1));
    VOW_FOR_AWAIT(x, vow_iterate_values(&array, c_d, 2)) {
        LOG("%s", string_of(x.value));
    }
    return VOW_UNDEFINED;
}

SCENARIO(seed_es6_for_await, 10)
{
    vow_detach(call(loops_over_three));
}

/* async function* asyncGenerator() { throw 'Problem!'; }
 * asyncGenerator().next().catch(e => log('Error: ' + e)); */
GENERATOR(throws_problem) { throw_string("Problem!"); }

SCENARIO(seed_es6_problem, 0)
{
    struct vow_generator *generator = generate(throws_problem);

    vow_detach(vow_promise_catch(next(generator), log_string, "Error: "));
    vow_generator_release(generator);
}

/* const doSomethingAsync = () => {
 *     log('A called');
 *     return sleep(10, 'value').then(v => { log('A settled'); return v; }); };
 * async function* asyncGenerator() {
 *     log('Start');
 *     const r = await doSomethingAsync();
 *     log('resumed');
 *     yield 'Result: ' + r;
 *     log('Done');
 * }
 * const ag = asyncGenerator();
 * ag.next().then(({ value, done }) => { log(value + ' ' + done); ag.next().then(r => log(ir(r))); });
 * log('next returned'); */
HANDLER(log_a_settled)
{
    LOG("A settled");
    return value;
}
static struct vow_promise *do_something_async(void)
{
    LOG("A called");
    return vow_promise_then(sleep_ms(10, vow_string("value")), log_a_settled, NULL, NULL);
}
GENERATOR(starts_and_is_done)
{
    char result[20] = "Result: ";
    vow_value r;

    LOG("Start");
    r = vow_await(do_something_async());
    LOG("resumed");
    strcat(result, string_of(r));
    vow_yield(self, vow_string(result)); /* the string is good until the next request */
    LOG("Done");
    return VOW_UNDEFINED;
}
static vow_value log_and_ask_again(void *ag, vow_value value, enum vow_status status)
{
    LOG("%s %s", string_of(value), status == VOW_DONE ? "true" : "false");
    then_log(next(ag), "");
    vow_generator_release(ag);
    return VOW_UNDEFINED;
}

SCENARIO(seed_es6_start_done, 15)
{
    struct vow_generator *ag = generate(starts_and_is_done);

    vow_detach(vow_promise_then(next(ag), log_and_ask_again, NULL, ag));
    LOG("next returned");
}

/* async function* gen() { try { yield 'a'; yield 'b'; yield 'c'; } finally { log('closed'); } }
 * async function takeAsync(iterable, count = Infinity) {
 *     const result = [], it = iterable[Symbol.asyncIterator]();
 *     while (result.length < count) { const { value, done } = await it.next(); if (done) break; result.push(value); }
 *     return result;
 * }
 * (async () => { log((await takeAsync(gen())).join()); log((await takeAsync(gen(), 2)).join()); })();
 *
 * The second generator is left open. Letting go of it would close it, which JavaScript does not. */
GENERATOR(a_b_c)
{
    VOW_TRY_FINALLY {
        vow_yield(self, vow_string("a"));
        vow_yield(self, vow_string("b"));
        vow_yield(self, vow_string("c"));
    } VOW_FINALLY {
        LOG("closed");
    } VOW_END
    return VOW_UNDEFINED;
}

struct take {
    struct vow_generator *iterable;
    int count;
    vow_value *result;
};
ASYNC(take_async)
{
    struct take *take = argument;
    int length = 0;

    while (length < take->count) {
        vow_value value;

        if (vow_await_result(next(take->iterable), &value) == VOW_DONE)
            break;
        take->result[length++] = value;
    }
    return vow_int(length);
}
static void log_joined(const vow_value *values, int length)
{
    char joined[16] = "";

    for (int i = 0; i < length; i++)
        strcat(strcat(joined, i ? "," : ""), string_of(values[i]));
    LOG("%s", joined);
}
ASYNC(takes_all_and_two)
{
    vow_value values[4];
    struct take all = { generate(a_b_c), INT_MAX, values }, two = { generate(a_b_c), 2, values };

    log_joined(values, (int)vow_await(vow_call(&take_async_fn, &all, sizeof all)).i);
    vow_generator_release(all.iterable);
    log_joined(values, (int)vow_await(vow_call(&take_async_fn, &two, sizeof two)).i);
    return VOW_UNDEFINED;
}

SCENARIO(seed_es6_take_async, 0)
{
    SCENARIO_LEAVES(2); /* the generator that stands at its second yield, and its stack */
    vow_detach(call(takes_all_and_two));
}
