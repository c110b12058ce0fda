/* SPDX-License-Identifier: MIT */
/* What people write with async functions: sequences, concurrency, retries, queues (rules 5.11 to 5.13). */
#include "../scenario.h"

/*  async function f() { for (const n of [1, 2, 3]) { log('s' + n); await null; log('e' + n); } log('loop done'); }
 *  f().then(() => log('f done')); */
ASYNC(one_by_one)
{
    static const int numbers[] = { 1, 2, 3 };

    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++) {
        LOG("s%d", numbers[i]);
        vow_await_value(VOW_UNDEFINED);
        LOG("e%d", numbers[i]);
    }
    LOG("loop done");
    return VOW_UNDEFINED;
}

SCENARIO(async_for_of_sequence, 0) { vow_detach(vow_promise_then(call(one_by_one), log_text, NULL, text("f done"))); }

/*  const job = async (n, ms) => { log('start ' + n); await sleep(ms); log('end ' + n); return n; };
 *  (async () => {
 *    log(await job('a', 40) + await job('b', 15));
 *    const p = job('c', 40), q = job('d', 15);
 *    log(await p + await q);
 *  })(); */
struct job {
    const char *n;
    uint32_t ms;
};

ASYNC(job)
{
    const struct job *job = argument;

    LOG("start %s", job->n);
    vow_await(sleep_ms(job->ms, VOW_UNDEFINED));
    LOG("end %s", job->n);
    return vow_string(job->n);
}

static struct vow_promise *start(const char *n, uint32_t ms)
{
    return vow_call(&job_fn, &(struct job){ n, ms }, sizeof(struct job));
}

ASYNC(sequential_then_concurrent)
{
    struct vow_promise *p, *q;
    const char *first, *second;

    first = vow_await(start("a", 40)).s;
    second = vow_await(start("b", 15)).s;
    LOG("%s%s", first, second);
    p = start("c", 40);
    q = start("d", 15);
    first = vow_await(p).s;
    second = vow_await(q).s;
    LOG("%s%s", first, second);
    return VOW_UNDEFINED;
}

SCENARIO(async_sequential_concurrent, 95) { vow_detach(call(sequential_then_concurrent)); }

/*  const ms = [40, 15, 60, 8];
 *  let next = 0, running = 0;
 *  async function worker(w) {
 *    while (next < ms.length) {
 *      const i = next++; running++; log(`w${w} start ${i} running ${running}`);
 *      await sleep(ms[i]); running--; log(`w${w} end ${i}`);
 *    }
 *  }
 *  Promise.all([worker(1), worker(2)]).then(() => log('all done')); */
static const uint32_t durations_ms[] = { 40, 15, 60, 8 };
static unsigned next_job, running;

ASYNC(worker)
{
    const int w = ARG_INT;

    while (next_job < sizeof durations_ms / sizeof *durations_ms) {
        const unsigned i = next_job++;

        running++;
        LOG("w%d start %u running %u", w, i, running);
        vow_await(sleep_ms(durations_ms[i], VOW_UNDEFINED));
        running--;
        LOG("w%d end %u", w, i);
    }
    return VOW_UNDEFINED;
}

SCENARIO(async_limit_concurrency, 75)
{
    struct vow_promise *all;

    next_job = running = 0;
    all = vow_promise_all(LIST(call_int(worker, 1), call_int(worker, 2)));
    vow_detach(vow_promise_then(all, log_text, NULL, text("all done")));
}

/*  const items = [], waiters = [];
 *  const put = v => { const w = waiters.shift(); if (w) w(v); else items.push(v); };
 *  const take = () => items.length ? Promise.resolve(items.shift()) : new Promise(r => waiters.push(r));
 *  (async () => { for (let i = 0; i < 4; i++) log('got ' + await take()); })();
 *  put(1); put(2); log('two put'); setTimeout(() => { put(3); put(4); log('four put'); }, 5); */
enum { CAPACITY = 4 };
static int items[CAPACITY];
static struct vow_promise *waiters[CAPACITY];
static unsigned items_put, items_taken, waiters_put, waiters_taken;

static void put(int v)
{
    if (waiters_taken < waiters_put)
        vow_promise_resolve(waiters[waiters_taken++], vow_int(v));
    else
        items[items_put++] = v;
}

static struct vow_promise *take(void)
{
    struct vow_promise *p;

    if (items_taken < items_put)
        return vow_promise_resolved(vow_int(items[items_taken++]));
    p = vow_promise_new("an item");
    waiters[waiters_put++] = vow_promise_retain(p);
    return p;
}

ASYNC(take_four)
{
    for (int i = 0; i < 4; i++)
        LOG("got %d", (int)vow_await(take()).i);
    return VOW_UNDEFINED;
}

static void put_two_more(void *argument)
{
    (void)argument;
    put(3);
    put(4);
    LOG("four put");
}

SCENARIO(async_producer_consumer, 5)
{
    static struct vow_timer timer;

    items_put = items_taken = waiters_put = waiters_taken = 0;
    vow_detach(call(take_four));
    put(1);
    put(2);
    LOG("two put");
    vow_timer_start_ms(&timer, 5, put_two_more, NULL);
}

/*  let n = 0;
 *  const flaky = async limit => { n++; log('try ' + n); if (n < limit) throw 'fail ' + n; return 'ok ' + n; };
 *  async function retry(limit, max) {
 *    n = 0;
 *    for (let i = 0; i < max; i++) { try { return await flaky(limit); } catch (e) { log(e); } }
 *    throw 'gave up';
 *  }
 *  (async () => { log(await retry(3, 5)); await retry(9, 2).catch(log); })(); */
static int n;

ASYNC(flaky)
{
    const int limit = ARG_INT;

    n++;
    LOG("try %d", n);
    if (n < limit)
        vow_throw(vow_int(n)); /* the number is the reason: who logs it puts "fail" before it */
    return vow_int(n);
}

struct retry {
    int limit, max;
};

ASYNC(retry)
{
    const struct retry *given = argument;

    n = 0;
    for (int i = 0; i < given->max; i++) {
        VOW_TRY {
            return vow_await(call_int(flaky, given->limit));
        } VOW_CATCH(e) {
            LOG("fail %d", (int)e.i);
        } VOW_END
    }
    throw_string("gave up");
}

ASYNC(retry_twice)
{
    struct vow_promise *second;

    LOG("ok %d", (int)vow_await(vow_call(&retry_fn, &(struct retry){ 3, 5 }, sizeof(struct retry))).i);
    second = vow_call(&retry_fn, &(struct retry){ 9, 2 }, sizeof(struct retry));
    vow_await(vow_promise_catch(second, log_string, NULL));
    return VOW_UNDEFINED;
}

SCENARIO(async_retry_loop, 0) { vow_detach(call(retry_twice)); }

/*  let n = 0;
 *  const call = async () => { if (++n < 3) throw 'e' + n; return 'r' + n; };
 *  (async () => {
 *    for (let i = 0, ms = 5; ; i++, ms *= 2) {
 *      try { log(await call()); break; } catch (e) { log(e + ' wait ' + ms); await sleep(ms); }
 *    }
 *  })(); */
ASYNC(third_time_lucky)
{
    if (++n < 3)
        vow_throw(vow_int(n));
    return vow_int(n);
}

ASYNC(retry_with_growing_delays)
{
    for (uint32_t ms = 5;; ms *= 2) {
        VOW_TRY {
            LOG("r%d", (int)vow_await(call(third_time_lucky)).i);
            break;
        } VOW_CATCH(e) {
            LOG("e%d wait %u", (int)e.i, (unsigned)ms);
            vow_await(sleep_ms(ms, VOW_UNDEFINED));
        } VOW_END
    }
    return VOW_UNDEFINED;
}

SCENARIO(async_retry_backoff, 15)
{
    n = 0;
    vow_detach(call(retry_with_growing_delays));
}
