/* SPDX-License-Identifier: MIT */
/* Promise.allSettled and Promise.any (rules 4.3, 4.4, 4.6, 4.7); withResolvers (2.11). */
#include "../scenario.h"

#include <stdio.h>

/*  Promise.allSettled([Promise.reject('x'), 1]).then(v => log('two ' + v.length));
 *  Promise.allSettled([]).then(v => log('empty ' + v.length));
 *  ticks(3); */
SCENARIO(comb_allsettled_empty_turns, 0)
{
    struct vow_promise *two = vow_promise_all_settled(LIST(rejected("x"), vow_promise_resolved(vow_int(1))));

    vow_detach(vow_promise_then(two, log_length, NULL, text("two ")));
    vow_detach(vow_promise_then(vow_promise_all_settled(NULL, 0), log_length, NULL, text("empty ")));
    log_turns(3);
}

/*  Promise.allSettled([sleep(10, 'a'), Promise.reject('b'), 'c'])
 *      .then(v => log(v.map(x => x.status + ':' + (x.value ?? x.reason)).join(' '))); */
HANDLER(log_entries)
{
    char line[80];
    int length = 0;

    for (size_t i = 0; i < vow_promise_count(value.p); i++) {
        vow_value entry;
        enum vow_status how = vow_promise_at(value.p, i, &entry);

        length += snprintf(line + length, sizeof line - (size_t)length, "%s%s:%s", i ? " " : "",
                           how == VOW_REJECTED ? "rejected" : "fulfilled", entry.s);
    }
    LOG("%s", line);
    return VOW_UNDEFINED;
}

SCENARIO(comb_allsettled, 10)
{
    struct vow_promise *settled = vow_promise_all_settled(LIST(sleep_ms(10, vow_string("a")), rejected("b"), resolved("c")));

    vow_detach(vow_promise_then(settled, log_entries, NULL, NULL));
}

/*  Promise.any([sleep(10).then(() => { throw 'slow'; }), Promise.reject('fast')])
 *      .catch(e => log(e.name + ' ' + e.errors.join())); */
HANDLER(throw_slow) { throw_string("slow"); }
HANDLER(log_errors)
{
    if (status != VOW_REJECTED_LIST)
        LOG("no AggregateError");
    else
        log_strings(argument, value, status);
    return VOW_UNDEFINED;
}

SCENARIO(comb_any_all_rejected, 10)
{
    struct vow_promise *slow = vow_promise_then(sleep_ms(10, VOW_UNDEFINED), throw_slow, NULL, NULL);

    vow_detach(vow_promise_catch(vow_promise_any(LIST(slow, rejected("fast"))), log_errors, text("AggregateError ")));
}

/*  Promise.any([Promise.reject('a'), sleep(10, 'b'), sleep(25, 'c')]).then(v => log('any ' + v)); */
SCENARIO(comb_any_first_fulfilled, 25)
{
    struct vow_promise *any =
        vow_promise_any(LIST(rejected("a"), sleep_ms(10, vow_string("b")), sleep_ms(25, vow_string("c"))));

    vow_detach(vow_promise_then(any, log_string, NULL, text("any ")));
}

/*  const d = deferred();
 *  Promise.all([d.promise]).then(() => log('all'));
 *  Promise.race([d.promise]).then(() => log('race'));
 *  Promise.any([d.promise]).then(() => log('any'));
 *  Promise.allSettled([d.promise]).then(() => log('settled'));
 *  d.promise.then(() => log('then'));
 *  d.resolve(1);
 *  ticks(3); */
SCENARIO(comb_mixed_order, 0)
{
    struct vow_promise *d = vow_promise_new("d");

    vow_detach(vow_promise_then(vow_promise_all(LIST(vow_promise_retain(d))), log_text, NULL, text("all")));
    vow_detach(vow_promise_then(vow_promise_race(LIST(vow_promise_retain(d))), log_text, NULL, text("race")));
    vow_detach(vow_promise_then(vow_promise_any(LIST(vow_promise_retain(d))), log_text, NULL, text("any")));
    vow_detach(vow_promise_then(vow_promise_all_settled(LIST(vow_promise_retain(d))), log_text, NULL, text("settled")));
    vow_detach(vow_promise_then(vow_promise_retain(d), log_text, NULL, text("then")));
    vow_promise_resolve(d, vow_int(1));
    log_turns(3);
}

/*  const d = Promise.withResolvers();
 *  d.promise.then(v => log('v ' + v));
 *  d.resolve('x'); d.reject('ignored');
 *  log('sync'); */
SCENARIO(comb_withresolvers_model, 0)
{
    struct vow_resolver d;

    vow_detach(vow_promise_then(vow_promise_with_resolver(&d), log_string, NULL, text("v ")));
    vow_resolver_resolve(d, vow_string("x"));
    vow_resolver_reject(d, vow_string("ignored"));
    LOG("sync");
}
