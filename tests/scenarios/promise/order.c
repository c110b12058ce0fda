/* SPDX-License-Identifier: MIT */
/* The order of reactions: one queue, first in, first out (rules 1.1 to 1.6). */
#include "../scenario.h"

/*  const d = deferred();
 *  d.promise.then(() => log('a'));
 *  d.promise.then(() => log('b'));
 *  d.promise.finally(() => log('c'));
 *  d.resolve(1);
 *  d.promise.then(() => log('d'));
 *  log('sync'); */
SCENARIO(promise_then_order, 0)
{
    struct vow_promise *d = vow_promise_new("d");

    vow_detach(vow_promise_then(vow_promise_retain(d), log_text, NULL, text("a")));
    vow_detach(vow_promise_then(vow_promise_retain(d), log_text, NULL, text("b")));
    vow_detach(vow_promise_finally(vow_promise_retain(d), log_text, text("c")));
    resolve(d, vow_int(1));
    vow_detach(vow_promise_then(d, log_text, NULL, text("d")));
    LOG("sync");
}
