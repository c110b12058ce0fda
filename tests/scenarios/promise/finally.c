/* SPDX-License-Identifier: MIT */
/* finally: no argument, its value is dropped, its failure wins, and it costs four turns (rules 3.6, 3.7). */
#include "../scenario.h"

/*  Promise.resolve(1).finally(() => log('f')).then(v => log('then ' + v));
 *  ticks(6); */
SCENARIO(promise_finally_fulfilled_turns, 0)
{
    struct vow_promise *p = vow_promise_finally(vow_promise_resolved(vow_int(1)), log_text, text("f"));

    vow_detach(vow_promise_then(p, log_int, NULL, text("then ")));
    log_turns(6);
}

/*  Promise.resolve(1).finally((...a) => log('args ' + a.length)).then(() => {});
 *  Promise.reject(1).finally((...a) => log('args ' + a.length)).catch(() => {}); */
HANDLER(count_arguments)
{
    /* A C callback has its parameters always: what they hold here is undefined, the value or reason is not told. */
    LOG("args %d", (value.i != 0) + (status != VOW_FULFILLED));
    return VOW_UNDEFINED;
}
HANDLER(nothing) { return VOW_UNDEFINED; }

SCENARIO(promise_finally_no_argument, 0)
{
    struct vow_promise *p;

    p = vow_promise_finally(vow_promise_resolved(vow_int(1)), count_arguments, NULL);
    vow_detach(vow_promise_then(p, nothing, NULL, NULL));
    p = vow_promise_finally(vow_promise_rejected(vow_int(1)), count_arguments, NULL);
    vow_detach(vow_promise_catch(p, nothing, NULL));
}

/*  watch('a', Promise.resolve(1).finally(() => 99));
 *  watch('b', Promise.resolve(1).finally(() => { throw 'fin'; }));
 *  watch('c', Promise.reject('orig').finally(() => { throw 'fin'; }));
 *  watch('d', Promise.reject('orig').finally(() => Promise.reject('fin2')));
 *  watch('e', Promise.reject('orig').finally(() => 5)); */
HANDLER(give_99) { return vow_int(99); }
HANDLER(throw_fin) { throw_string("fin"); }
HANDLER(rejected_fin2) { return vow_adopt(rejected("fin2")); }
HANDLER(give_5) { return vow_int(5); }

SCENARIO(promise_finally_override, 0)
{
    watch_int("a", vow_promise_finally(vow_promise_resolved(vow_int(1)), give_99, NULL));
    watch_int("b", vow_promise_finally(vow_promise_resolved(vow_int(1)), throw_fin, NULL));
    watch_int("c", vow_promise_finally(rejected("orig"), throw_fin, NULL));
    watch_int("d", vow_promise_finally(rejected("orig"), rejected_fin2, NULL));
    watch_int("e", vow_promise_finally(rejected("orig"), give_5, NULL));
}
