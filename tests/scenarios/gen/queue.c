/* SPDX-License-Identifier: MIT */
/* Async generators: the queue of requests (6.6 to 6.13). */
#include "../iteration.h"

/*  async function* g() { log('one'); yield 1; log('two'); yield 2; log('three'); }
 *  const it = g();
 *  it.next().then(() => log('cb1'));
 *  it.next().then(() => log('cb2'));
 *  it.next().then(() => log('cb3')); */
GENERATOR(one_two_three)
{
    LOG("one");
    vow_yield(self, vow_int(1));
    LOG("two");
    vow_yield(self, vow_int(2));
    LOG("three");
    return VOW_UNDEFINED;
}

SCENARIO(gen_queue_resumes_in_turn, 0)
{
    static const char *const texts[] = { "cb1", "cb2", "cb3" };
    struct vow_generator *it = generate(one_two_three);

    for (int i = 0; i < 3; i++)
        vow_detach(vow_promise_then(next(it), log_text, NULL, text(texts[i])));
    vow_generator_release(it);
}

/*  async function* g() { yield 1; }
 *  const it = g();
 *  for (let i = 1; i <= 4; i++) it.next('x' + i).then(r => log(i + ' ' + ir(r)));
 *  ticks(5); */
GENERATOR(yields_one)
{
    vow_yield(self, vow_int(1));
    return VOW_UNDEFINED;
}

SCENARIO(gen_queue_drain_after_end, 0)
{
    static const char *const sent[] = { "x1", "x2", "x3", "x4" }, *const prefixes[] = { "1 ", "2 ", "3 ", "4 " };
    struct vow_generator *it = generate(yields_one);

    for (int i = 0; i < 4; i++)
        then_log(vow_generator_next(it, vow_string(sent[i])), prefixes[i]);
    log_turns(5);
    vow_generator_release(it);
}

/*  async function* g() { yield 1; }
 *  const it = g();
 *  it.next().then(r => log('a ' + ir(r)));
 *  it.next().then(r => log('b ' + ir(r)));
 *  it.return(Promise.reject('r')).catch(e => log('c ' + e));
 *  it.next().then(r => log('d ' + ir(r)));
 *  it.return(sleep(5, 'slow')).then(r => log('e ' + ir(r)));
 *  it.next().then(r => log('f ' + ir(r))); */
SCENARIO(gen_queue_drain_return_rejected, 5)
{
    struct vow_generator *it = generate(yields_one);

    then_log(next(it), "a ");
    then_log(next(it), "b ");
    catch_log(vow_generator_return_promise(it, rejected("r")), "c ");
    then_log(next(it), "d ");
    then_log(vow_generator_return_promise(it, sleep_ms(5, vow_string("slow"))), "e ");
    then_log(next(it), "f ");
    vow_generator_release(it);
}

/*  async function* g() {}
 *  const it = g();
 *  it.return(sleep(5, 'v')).then(r => log('r ' + ir(r)));
 *  Promise.resolve().then(() => { it.next().then(r => log('n ' + ir(r)));
 *      it.return('w').then(r => log('r2 ' + ir(r))); log('asked'); }); */
GENERATOR(empty) { return VOW_UNDEFINED; }

static void ask_more(void *it)
{
    then_log(next(it), "n ");
    then_log(vow_generator_return(it, vow_string("w")), "r2 ");
    LOG("asked");
    vow_generator_release(it);
}

SCENARIO(gen_awaiting_return_new_requests, 5)
{
    struct vow_generator *it = generate(empty);

    then_log(vow_generator_return_promise(it, sleep_ms(5, vow_string("v"))), "r ");
    vow_queue_microtask(ask_more, it);
}

/*  const d = deferred();
 *  async function* g() { try { log('wait'); await d.promise; log('go on'); yield 1; log('no'); } finally {
 *      log('fin'); } }
 *  const it = g();
 *  it.next().then(r => log('n ' + ir(r)));
 *  it.return('v').then(r => log('r ' + ir(r)));
 *  setTimeout(() => { log('settle'); d.resolve(); }, 5); */
static struct vow_promise *gate;
static struct vow_timer timer;

GENERATOR(waits_then_yields)
{
    VOW_TRY_FINALLY {
        LOG("wait");
        vow_await(vow_promise_retain(gate));
        LOG("go on");
        vow_yield(self, vow_int(1));
        LOG("no");
    } VOW_FINALLY {
        LOG("fin");
    } VOW_END
    return VOW_UNDEFINED;
}

static void open_gate(void *unused)
{
    (void)unused;
    LOG("settle");
    vow_promise_resolve(gate, VOW_UNDEFINED);
}

SCENARIO(gen_return_while_awaiting, 5)
{
    struct vow_generator *it = generate(waits_then_yields);

    gate = vow_promise_new(NULL);
    then_log(next(it), "n ");
    then_log(vow_generator_return(it, vow_string("v")), "r ");
    vow_timer_start_ms(&timer, 5, open_gate, NULL);
    vow_generator_release(it);
}

/*  let it;
 *  async function* g() { try { it.return('self').then(r => log('ret ' + ir(r))); yield 1; log('no'); } finally {
 *      log('fin'); } }
 *  it = g();
 *  it.next().then(r => log('next ' + ir(r))); */
GENERATOR(returns_itself)
{
    VOW_TRY_FINALLY {
        then_log(vow_generator_return(self, vow_string("self")), "ret ");
        vow_yield(self, vow_int(1));
        LOG("no");
    } VOW_FINALLY {
        LOG("fin");
    } VOW_END
    return VOW_UNDEFINED;
}

SCENARIO(gen_self_return, 0)
{
    struct vow_generator *it = generate(returns_itself);

    then_log(next(it), "next ");
    vow_generator_release(it);
}
