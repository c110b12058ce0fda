/* SPDX-License-Identifier: MIT */
/* Promise.all (rules 4.1, 4.2, 4.6, 4.7). */
#include "../scenario.h"

/*  (async () => { const [a, b] = await Promise.all([sleep(10, 1), sleep(4, 2)]); log(a + ' ' + b); })(); */
ASYNC(take_apart)
{
    vow_value values[2];

    vow_await_all(LIST(sleep_ms(10, vow_int(1)), sleep_ms(4, vow_int(2))), values);
    LOG("%d %d", (int)values[0].i, (int)values[1].i);
    return VOW_UNDEFINED;
}

SCENARIO(comb_all_await_destructure, 10) { vow_detach(call(take_apart)); }

/*  const p = sleep(5, 'x');
 *  Promise.all([p, p]).then(v => log(v.join())); */
SCENARIO(comb_all_duplicates, 5)
{
    struct vow_promise *p = sleep_ms(5, vow_string("x"));

    vow_detach(vow_promise_then(vow_promise_all(LIST(vow_promise_retain(p), p)), log_strings, NULL, NULL));
}

/*  Promise.all([]).then(v => log('all ' + v.length));
 *  ticks(2); */
SCENARIO(comb_all_empty_turns, 0)
{
    vow_detach(vow_promise_then(vow_promise_all(NULL, 0), log_length, NULL, text("all ")));
    log_turns(2);
}

/*  Promise.all([sleep(20, 'a'), sleep(5, 'b'), 'c']).then(v => log(v.join())); */
SCENARIO(comb_all_order, 20)
{
    struct vow_promise *all =
        vow_promise_all(LIST(sleep_ms(20, vow_string("a")), sleep_ms(5, vow_string("b")), resolved("c")));

    vow_detach(vow_promise_then(all, log_strings, NULL, NULL));
}

/*  const t = { then(r) { log('then'); r('t'); } };
 *  Promise.all([t, new Promise(r => r(Promise.resolve('w'))), 'v']).then(v => log(v.join()));
 *  ticks(5); */
static void log_then_and_answer(struct vow_thenable *self, struct vow_resolver r)
{
    (void)self;
    LOG("then");
    vow_resolver_resolve(r, vow_string("t"));
}

SCENARIO(comb_all_thenables, 0)
{
    static struct vow_thenable t = { log_then_and_answer };
    struct vow_promise *p = vow_promise_from_thenable(&t), *w = vow_promise_new("w");

    vow_promise_adopt(vow_promise_retain(w), resolved("w"));
    vow_detach(vow_promise_then(vow_promise_all(LIST(p, w, resolved("v"))), log_strings, NULL, NULL));
    log_turns(5);
}

/*  Promise.all([1, Promise.resolve(2)]).then(v => log('all ' + v.join()));
 *  ticks(4); */
SCENARIO(comb_all_turns, 0)
{
    struct vow_promise *all = vow_promise_all(LIST(vow_promise_resolved(vow_int(1)), vow_promise_resolved(vow_int(2))));

    vow_detach(vow_promise_then(all, log_ints, NULL, text("all ")));
    log_turns(4);
}
