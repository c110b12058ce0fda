/* SPDX-License-Identifier: MIT */
/* Promise.race (rule 4.5). */
#include "../scenario.h"

/*  Promise.race([new Promise(r => r(Promise.resolve('adopted'))), 'plain']).then(v => log(v)); */
SCENARIO(comb_race_adopted_loses, 0)
{
    struct vow_promise *adopting = vow_promise_new("adopting");

    vow_promise_adopt(vow_promise_retain(adopting), resolved("adopted"));
    vow_detach(vow_promise_then(vow_promise_race(LIST(adopting, resolved("plain"))), log_string, NULL, NULL));
}

/*  Promise.race([sleep(20, 'slow'), sleep(5, 'fast')]).then(v => log('race ' + v));
 *  Promise.race([sleep(20, 'slow'), sleep(6).then(() => { throw 'err'; })]).catch(e => log('race ' + e)); */
HANDLER(throw_err) { throw_string("err"); }

SCENARIO(comb_race_first, 20)
{
    struct vow_promise *race, *failing;

    race = vow_promise_race(LIST(sleep_ms(20, vow_string("slow")), sleep_ms(5, vow_string("fast"))));
    vow_detach(vow_promise_then(race, log_string, NULL, text("race ")));
    failing = vow_promise_then(sleep_ms(6, VOW_UNDEFINED), throw_err, NULL, NULL);
    race = vow_promise_race(LIST(sleep_ms(20, vow_string("slow")), failing));
    vow_detach(vow_promise_catch(race, log_string, text("race ")));
}

/*  Promise.race([Promise.resolve('a'), Promise.reject('b')]).then(v => log(v), e => log(e));
 *  Promise.race([Promise.reject('b'), 'a']).then(v => log(v), e => log(e));
 *  ticks(3); */
SCENARIO(comb_race_input_order, 0)
{
    struct vow_promise *race;

    race = vow_promise_race(LIST(resolved("a"), rejected("b")));
    vow_detach(vow_promise_then(race, log_string, log_string, NULL));
    race = vow_promise_race(LIST(rejected("b"), resolved("a")));
    vow_detach(vow_promise_then(race, log_string, log_string, NULL));
    log_turns(3);
}
