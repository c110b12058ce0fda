/* SPDX-License-Identifier: MIT */
/* for await over async generators and over arrays (8.4, 8.7 to 8.9). */
#include "../iteration.h"

/*  async function* g() { log('g1'); yield 'a'; log('g2'); yield 'b'; log('g3'); return 'dropped'; }
 *  (async () => { for await (const x of g()) log(x); log('done'); })();
 *  ticks(9); */
GENERATOR(a_and_b)
{
    LOG("g1");
    vow_yield(self, vow_string("a"));
    LOG("g2");
    vow_yield(self, vow_string("b"));
    LOG("g3");
    return vow_await_value(vow_string("dropped"));
}

ASYNC(log_each)
{
    VOW_FOR_AWAIT(x, vow_iterate(generate(a_and_b))) {
        LOG("%s", x.value.s);
    }
    LOG("done");
    return VOW_UNDEFINED;
}

SCENARIO(iter_forawait_generator, 0)
{
    vow_detach(call(log_each));
    log_turns(9);
}

/*  async function* g(n) { try { for (let i = 1; i <= 3; i++) yield n + i; } finally { log('fin ' + n); } }
 *  (async () => {
 *    outer: for await (const a of g('a')) {
 *      for await (const b of g('b')) { if (b === 'b1') continue; log(a + b); if (a === 'a2') break outer;
 *      if (b === 'b2') continue outer; }
 *    }
 *    log('after');
 *  })(); */
GENERATOR(three_of)
{
    const char *const *names = ARGUMENT(const char *const *);

    VOW_TRY_FINALLY {
        for (int i = 1; i <= 3; i++)
            vow_yield(self, vow_string(names[i]));
    } VOW_FINALLY {
        LOG("fin %s", names[0]);
    } VOW_END
    return VOW_UNDEFINED;
}

ASYNC(two_loops)
{
    static const char *const a_names[] = { "a", "a1", "a2", "a3" }, *const b_names[] = { "b", "b1", "b2", "b3" };
    const char *const *names_of_a = a_names, *const *names_of_b = b_names;

    VOW_FOR_AWAIT(a, vow_iterate(generate_with(three_of, names_of_a))) {
        VOW_FOR_AWAIT(b, vow_iterate(generate_with(three_of, names_of_b))) {
            if (b.value.s == b_names[1])
                continue;
            LOG("%s%s", a.value.s, b.value.s);
            if (a.value.s == a_names[2])
                goto break_outer;
            if (b.value.s == b_names[2])
                goto continue_outer;
        }
    continue_outer:;
    }
break_outer:
    LOG("after");
    return VOW_UNDEFINED;
}

SCENARIO(iter_forawait_continue_label, 0) { vow_detach(call(two_loops)); }

/*  async function* g() { try { yield 1; } finally { log('g1'); await null; log('g2'); } }
 *  (async () => { for await (const x of g()) return 'r' + x; })().then(log); */
GENERATOR(closes_slowly)
{
    VOW_TRY_FINALLY {
        vow_yield(self, vow_int(1));
    } VOW_FINALLY {
        LOG("g1");
        vow_await_value(VOW_UNDEFINED);
        LOG("g2");
    } VOW_END
    return VOW_UNDEFINED;
}

ASYNC(return_from_loop)
{
    static char name[8];

    VOW_FOR_AWAIT(x, vow_iterate(generate(closes_slowly))) {
        snprintf(name, sizeof name, "r%d", (int)x.value.i);
        return vow_string(name);
    }
    return VOW_UNDEFINED;
}

SCENARIO(iter_forawait_return_closes, 0)
{
    vow_detach(vow_promise_then(call(return_from_loop), log_string, NULL, NULL));
}

/*  async function* g() { yield 1; yield 2; }
 *  const it = g();
 *  (async () => { for await (const x of it) { log(x); break; } for await (const x of it) log('no ' + x); log('end');
 *      })(); */
GENERATOR(one_and_two)
{
    vow_yield(self, vow_int(1));
    vow_yield(self, vow_int(2));
    return VOW_UNDEFINED;
}

ASYNC(loop_twice)
{
    struct vow_generator *it = generate(one_and_two);

    VOW_FOR_AWAIT(x, vow_iterate(vow_generator_retain(it))) {
        LOG("%d", (int)x.value.i);
        break;
    }
    VOW_FOR_AWAIT(x, vow_iterate(it)) {
        LOG("no %d", (int)x.value.i);
    }
    LOG("end");
    return VOW_UNDEFINED;
}

SCENARIO(iter_loop_after_break, 0) { vow_detach(call(loop_twice)); }

/*  (async () => { for await (const x of [sleep(20, 'slow'), sleep(5, 'fast'), 'plain']) log(x); log('done'); })(); */
ASYNC(keep_the_order)
{
    struct vow_promise *const promises[] = { sleep_ms(20, vow_string("slow")), sleep_ms(5, vow_string("fast")),
                                             resolved("plain") };
    struct vow_array_iterator array;

    VOW_FOR_AWAIT(x, vow_iterate_promises(&array, promises, 3)) {
        LOG("%s", x.value.s);
    }
    LOG("done");
    return VOW_UNDEFINED;
}

SCENARIO(iter_forawait_array_promises, 20) { vow_detach(call(keep_the_order)); }
