/* SPDX-License-Identifier: MIT */
/* The order of reactions: one queue, first in, first out (rules 1.1 to 1.6, 3.2). */
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

/*  a.promise.then(() => log('a')); b.promise.then(() => log('b')); c.promise.then(() => log('c'));
 *  c.resolve(); a.resolve(); b.resolve(); */
SCENARIO(promise_settle_order, 0)
{
    struct vow_promise *a = vow_promise_new("a"), *b = vow_promise_new("b"), *c = vow_promise_new("c");

    vow_detach(vow_promise_then(vow_promise_retain(a), log_text, NULL, text("a")));
    vow_detach(vow_promise_then(vow_promise_retain(b), log_text, NULL, text("b")));
    vow_detach(vow_promise_then(vow_promise_retain(c), log_text, NULL, text("c")));
    vow_promise_resolve(c, VOW_UNDEFINED);
    vow_promise_resolve(a, VOW_UNDEFINED);
    vow_promise_resolve(b, VOW_UNDEFINED);
}

/*  const p = Promise.resolve(1);
 *  p.then(() => log('cb'));
 *  log('after then'); */
SCENARIO(promise_then_settled_async, 0)
{
    struct vow_promise *p = vow_promise_resolved(vow_int(1));

    vow_detach(vow_promise_then(p, log_text, NULL, text("cb")));
    LOG("after then");
}

/*  const p = Promise.resolve();
 *  p.then(() => { log('a'); p.then(() => log('a2')); });
 *  p.then(() => log('b')); */
HANDLER(then_again)
{
    struct vow_promise *p = argument;

    LOG("a");
    vow_detach(vow_promise_then(p, log_text, NULL, text("a2")));
    return VOW_UNDEFINED;
}

SCENARIO(promise_then_nested, 0)
{
    struct vow_promise *p = resolved_undefined();

    vow_detach(vow_promise_then(vow_promise_retain(p), then_again, NULL, vow_promise_retain(p)));
    vow_detach(vow_promise_then(p, log_text, NULL, text("b")));
}

/*  Promise.resolve().then(() => log('a1')).then(() => log('a2')).then(() => log('a3'));
 *  Promise.resolve().then(() => log('b1')).then(() => log('b2')).then(() => log('b3'));
 *  log('sync'); */
SCENARIO(promise_interleave_chains, 0)
{
    struct vow_promise *a = resolved_undefined(), *b = resolved_undefined();

    a = vow_promise_then(a, log_text, NULL, text("a1"));
    a = vow_promise_then(a, log_text, NULL, text("a2"));
    vow_detach(vow_promise_then(a, log_text, NULL, text("a3")));
    b = vow_promise_then(b, log_text, NULL, text("b1"));
    b = vow_promise_then(b, log_text, NULL, text("b2"));
    vow_detach(vow_promise_then(b, log_text, NULL, text("b3")));
    LOG("sync");
}

/*  const p = Promise.resolve(1);
 *  const a = p.then(v => v + 1), b = p.then(() => { throw 'b'; }), c = p.then(v => Promise.resolve(v + 10));
 *  watch('a', a); watch('b', b); watch('c', c); watch('p', p); */
HANDLER(add_one) { return vow_int(value.i + 1); }
HANDLER(throw_b) { throw_string("b"); }
HANDLER(promise_of_ten_more) { return vow_adopt(vow_promise_resolved(vow_int(value.i + 10))); }

SCENARIO(promise_branches, 0)
{
    struct vow_promise *p = vow_promise_resolved(vow_int(1));
    struct vow_promise *a = vow_promise_then(vow_promise_retain(p), add_one, NULL, NULL);
    struct vow_promise *b = vow_promise_then(vow_promise_retain(p), throw_b, NULL, NULL);
    struct vow_promise *c = vow_promise_then(vow_promise_retain(p), promise_of_ten_more, NULL, NULL);

    watch_int("a", a);
    watch_int("b", b);
    watch_int("c", c);
    watch_int("p", p);
}

/*  Promise.resolve(1).then(() => { throw 'in f'; }, () => log('wrong')).catch(e => log('later ' + e));
 *  Promise.reject('r').then(() => log('wrong'), e => { log('g ' + e); return 'fixed'; }).then(v => log(v)); */
HANDLER(throw_in_f) { throw_string("in f"); }
HANDLER(log_and_fix)
{
    LOG("g %s", value.s);
    return vow_string("fixed");
}

SCENARIO(promise_then_both_handlers, 0)
{
    struct vow_promise *p;

    p = vow_promise_then(vow_promise_resolved(vow_int(1)), throw_in_f, log_text, text("wrong"));
    vow_detach(vow_promise_catch(p, log_string, text("later ")));
    p = vow_promise_then(rejected("r"), log_text, log_and_fix, text("wrong"));
    vow_detach(vow_promise_then(p, log_string, NULL, NULL));
}
