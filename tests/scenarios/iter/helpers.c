/* SPDX-License-Identifier: MIT */
/* Array.fromAsync and the async iterator helpers: the library's own, which the JavaScript writes out (12.1, 12.3). */
#include "../iteration.h"

/*  async function fromAsync(items, f) {
 *    const out = []; let i = 0;
 *    for await (const v of items) out.push(f ? await f(v, i++) : v);
 *    return out;
 *  }
 *  async function* g() { yield 1; yield 2; }
 *  fromAsync(g(), async x => x * 2).then(a => log('gen ' + a));
 *  fromAsync([Promise.resolve(1), 2]).then(a => log('arr ' + a));
 *  fromAsync([1], () => { throw 'map'; }).catch(e => log(e));
 *  ticks(12); */
GENERATOR(one_and_two)
{
    vow_yield(self, vow_int(1));
    vow_yield(self, vow_int(2));
    return VOW_UNDEFINED;
}

static vow_value twice(void *argument, vow_value value, size_t index)
{
    (void)argument, (void)index;
    return vow_int(value.i * 2);
}

static vow_value throw_map(void *argument, vow_value value, size_t index)
{
    (void)argument, (void)value, (void)index;
    vow_throw(vow_string("map"));
}

struct list {
    vow_value values[2];
    size_t count;
};

ASYNC(from_generator)
{
    static struct list list;

    list.count = vow_from_async(vow_iterate(generate(one_and_two)), list.values, 2, twice, NULL);
    return vow_pointer(&list);
}

ASYNC(from_promises)
{
    static struct list list;
    struct vow_promise *const promises[] = { vow_promise_resolved(vow_int(1)), vow_promise_resolved(vow_int(2)) };
    struct vow_array_iterator array;

    list.count = vow_from_async(vow_iterate_promises(&array, promises, 2), list.values, 2, NULL, NULL);
    return vow_pointer(&list);
}

ASYNC(from_failing)
{
    static struct list list;
    const vow_value one = vow_int(1);
    struct vow_array_iterator array;

    list.count = vow_from_async(vow_iterate_values(&array, &one, 1), list.values, 2, throw_map, NULL);
    return vow_pointer(&list);
}

HANDLER(log_list)
{
    const struct list *list = value.p;
    char line[24];
    int length = snprintf(line, sizeof line, "%s", (const char *)argument);

    for (size_t i = 0; i < list->count; i++)
        length += snprintf(line + length, sizeof line - (size_t)length, "%s%s", i ? "," : "", show(list->values[i]));
    LOG("%s", line);
    return VOW_UNDEFINED;
}

SCENARIO(iter_fromasync_model, 0)
{
    vow_detach(vow_promise_then(call(from_generator), log_list, NULL, text("gen ")));
    vow_detach(vow_promise_then(call(from_promises), log_list, NULL, text("arr ")));
    vow_detach(vow_promise_catch(call(from_failing), log_string, NULL));
    log_turns(12);
}

/*  const map = async function* (it, f) { let i = 0; for await (const x of it) yield await f(x, i++); };
 *  const filter = async function* (it, f) { for await (const x of it) if (await f(x)) yield x; };
 *  const drop = async function* (it, n) { for await (const x of it) if (n-- <= 0) yield x; };
 *  const flatMap = async function* (it, f) { for await (const x of it) yield* await f(x); };
 *  const some = async (it, f) => { for await (const x of it) if (await f(x)) return true; return false; };
 *  async function* g() { try { for (let i = 1; i <= 6; i++) yield i; } finally { log('closed'); } }
 *  (async () => {
 *    for await (const x of map(filter(g(), async x => x % 2), x => 'm' + x)) log(x);
 *    for await (const x of flatMap(drop(g(), 4), x => [x, -x])) log(x);
 *    log(await some(g(), x => x > 2));
 *  })(); */
GENERATOR(one_to_six)
{
    VOW_TRY_FINALLY {
        for (int i = 1; i <= 6; i++)
            vow_yield(self, vow_int(i));
    } VOW_FINALLY {
        LOG("closed");
    } VOW_END
    return VOW_UNDEFINED;
}

static bool is_odd(void *argument, vow_value value, size_t index)
{
    (void)argument, (void)index;
    return value.i % 2 != 0;
}

static vow_value name_it(void *argument, vow_value value, size_t index)
{
    char *name = argument;

    (void)index;
    name[0] = 'm';
    name[1] = (char)('0' + value.i);
    name[2] = '\0';
    return vow_string(name);
}

struct both_signs {
    vow_value values[2];
    struct vow_array_iterator array;
};

static struct vow_iterator with_both_signs(void *argument, vow_value value, size_t index)
{
    struct both_signs *both = argument;

    (void)index;
    both->values[0] = value;
    both->values[1] = vow_int(-value.i);
    return vow_iterate_values(&both->array, both->values, 2);
}

static bool is_above_two(void *argument, vow_value value, size_t index)
{
    (void)argument, (void)index;
    return value.i > 2;
}

ASYNC(use_helpers)
{
    char name[3];
    struct both_signs both;
    struct vow_iterator odd = vow_iterator_filter(vow_iterate(generate(one_to_six)), is_odd, NULL);
    struct vow_iterator last_two;

    VOW_FOR_AWAIT(x, vow_iterator_map(odd, name_it, name)) {
        LOG("%s", x.value.s);
    }
    last_two = vow_iterator_drop(vow_iterate(generate(one_to_six)), 4);
    VOW_FOR_AWAIT(x, vow_iterator_flat_map(last_two, with_both_signs, &both)) {
        LOG("%d", (int)x.value.i);
    }
    LOG("%s", vow_iterator_some(vow_iterate(generate(one_to_six)), is_above_two, NULL) ? "true" : "false");
    return VOW_UNDEFINED;
}

SCENARIO(iter_helpers_model, 0) { vow_detach(call(use_helpers)); }
