/* SPDX-License-Identifier: MIT */
/* The examples of MDN's pages on async generators, and of the note on their methods. */
#include "../words.h"

/* async function* generate() {
 *     yield sleep(80, 1); yield sleep(40, 2); yield sleep(20, 3);
 *     yield sleep(10, 4); yield sleep(5, 5); yield sleep(2, 6);
 *     log('All done!');
 * }
 * async function main() { for await (const v of generate()) log('value ' + v); }
 * main().catch(e => log('error ' + e)); */
enum { DELAYS = 6 };
GENERATOR(delayed_values)
{
    const uint8_t *delays = argument;

    for (int i = 0; i < DELAYS; i++)
        vow_yield_promise(self, sleep_ms(delays[i], vow_int(i + 1)));
    LOG("All done!");
    return VOW_UNDEFINED;
}
ASYNC(logs_delayed_values)
{
    VOW_FOR_AWAIT(v, vow_iterate(vow_generate(&delayed_values_fn, argument, DELAYS))) {
        LOG("value %d", (int)v.value.i);
    }
    return VOW_UNDEFINED;
}

SCENARIO(seed_mdn_delayed_values, 170)
{
    static const uint8_t delays[DELAYS] = { 80, 40, 20, 10, 5, 2 };

    vow_detach(vow_promise_catch(call_with(logs_delayed_values, delays), log_string, "error "));
}

/* The same with sleep(4, 2) second. */
SCENARIO(seed_mdn_delayed_values_zh, 140)
{
    static const uint8_t delays[DELAYS] = { 80, 4, 20, 10, 5, 2 };

    vow_detach(call_with(logs_delayed_values, delays));
}

/* async function* generate() { yield sleep(40, 1); yield sleep(5, 2); yield sleep(20, 3); log('All done!'); }
 * const it = generate();
 * for (let i = 1; i <= 4; i++) it.next().then(r => log(i + ' ' + ir(r))); */
GENERATOR(three_delayed)
{
    vow_yield_promise(self, sleep_ms(40, vow_int(1)));
    vow_yield_promise(self, sleep_ms(5, vow_int(2)));
    vow_yield_promise(self, sleep_ms(20, vow_int(3)));
    LOG("All done!");
    return VOW_UNDEFINED;
}
static vow_value log_numbered(void *i, vow_value value, enum vow_status status)
{
    if (status == VOW_DONE)
        LOG("%d {%s true}", (int)(intptr_t)i, string_of(value));
    else
        LOG("%d {%d false}", (int)(intptr_t)i, (int)value.i);
    return VOW_UNDEFINED;
}

SCENARIO(seed_mdn_queue_delayed, 75)
{
    struct vow_generator *it = generate(three_delayed);

    for (intptr_t i = 1; i <= 4; i++)
        vow_detach(vow_promise_then(next(it), log_numbered, NULL, (void *)i));
    vow_generator_release(it);
}

/* async function* g() {
 *     try { yield 1; yield 2; } catch (e) { log('caught ' + e); yield 'handled'; } finally { log('clean-up'); }
 * }
 * (async () => {
 *     const a = g(), b = g();
 *     await a.next(); log(ir(await a.return('r'))); log(ir(await a.next()));
 *     await b.next(); log(ir(await b.throw('t'))); log(ir(await b.next()));
 * })(); */
GENERATOR(cleans_up)
{
    VOW_TRY_FINALLY {
        vow_yield(self, vow_int(1));
        vow_yield(self, vow_int(2));
    } VOW_CATCH(e) {
        LOG("caught %s", string_of(e));
        vow_yield(self, vow_string("handled"));
    } VOW_FINALLY {
        LOG("clean-up");
    } VOW_END
    return VOW_UNDEFINED;
}
ASYNC(returns_and_throws)
{
    struct vow_generator *a = generate(cleans_up), *b = generate(cleans_up);

    vow_await(next(a));
    log_await(vow_generator_return(a, vow_string("r")));
    log_await(next(a));
    vow_await(next(b));
    log_await(vow_generator_throw(b, vow_string("t")));
    log_await(next(b));
    vow_generator_release(a);
    vow_generator_release(b);
    return VOW_UNDEFINED;
}

SCENARIO(seed_mdn_return_throw_methods, 0)
{
    vow_detach(call(returns_and_throws));
}

/* async function* createAsyncGenerator() {
 *     yield await Promise.resolve(1);
 *     yield await Promise.resolve(2);
 *     yield await Promise.resolve(3);
 * }
 * const g = createAsyncGenerator();
 * g.next().then(r => log(r.value));   three times */
GENERATOR(create_async_generator)
{
    vow_yield(self, vow_await(vow_promise_resolved(vow_int(1))));
    vow_yield(self, vow_await(vow_promise_resolved(vow_int(2))));
    vow_yield(self, vow_await(vow_promise_resolved(vow_int(3))));
    return VOW_UNDEFINED;
}
HANDLER(log_value)
{
    LOG("%d", (int)value.i);
    return VOW_UNDEFINED;
}

SCENARIO(seed_mdn_three_next, 0)
{
    struct vow_generator *g = generate(create_async_generator);

    vow_detach(vow_promise_then(next(g), log_value, NULL, NULL));
    vow_detach(vow_promise_then(next(g), log_value, NULL, NULL));
    vow_detach(vow_promise_then(next(g), log_value, NULL, NULL));
    vow_generator_release(g);
}

/* async function* numbers() { yield 1; await new Promise(r => setTimeout(r, 20)); yield 2; yield 3; }
 * const g = numbers();
 * g.next().then(r => log(ir(r)));
 * g.return('done').then(r => log(ir(r)));
 * g.next().then(r => log(ir(r))); */
GENERATOR(numbers)
{
    vow_yield(self, vow_string("1"));
    vow_await(vow_delay_ms(20));
    vow_yield(self, vow_string("2"));
    vow_yield(self, vow_string("3"));
    return VOW_UNDEFINED;
}

SCENARIO(seed_note_methods, 25)
{
    struct vow_generator *g = generate(numbers);

    then_log(next(g), "");
    then_log(vow_generator_return(g, vow_string("done")), "");
    then_log(next(g), "");
    vow_generator_release(g);
}
