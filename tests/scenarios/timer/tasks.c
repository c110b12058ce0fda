/* SPDX-License-Identifier: MIT */
/* Intervals, and timers in the company of async functions (rules 10.1 and 10.4). */
#include "../words.h"

/* let n = 0;
 * const t = setInterval(() => {
 *     log('tick ' + ++n);
 *     if (n === 3) { clearInterval(t); log('stopped'); }
 * }, 10); */
struct counting {
    struct vow_interval t;
    int n;
};

static void count_to_3(void *argument)
{
    struct counting *counting = argument;

    LOG("tick %d", ++counting->n);
    if (counting->n == 3) {
        vow_interval_stop(&counting->t);
        LOG("stopped");
    }
}

SCENARIO(timer_interval, 50)
{
    static struct counting counting;

    vow_interval_start_ms(&counting.t, 10, count_to_3, &counting);
}

/* let n = 0;
 * const t = setInterval(() => log('i' + ++n), 20);
 * setTimeout(() => log('t30'), 30); setTimeout(() => log('t50'), 50);
 * setTimeout(() => { log('t70'); clearInterval(t); }, 70); */
static void count_on(void *argument)
{
    struct counting *counting = argument;

    LOG("i%d", ++counting->n);
}
static void t70(void *argument)
{
    struct counting *counting = argument;

    LOG("t70");
    vow_interval_stop(&counting->t);
}

SCENARIO(timer_interval_and_timeout, 100)
{
    static struct counting counting;
    static struct vow_timer timers[3];

    vow_interval_start_ms(&counting.t, 20, count_on, &counting);
    vow_timer_start_ms(&timers[0], 30, log_words, "t30");
    vow_timer_start_ms(&timers[1], 50, log_words, "t50");
    vow_timer_start_ms(&timers[2], 70, t70, &counting);
}

/* (async () => { for (const ms of [20, 5, 10]) { await sleep(ms); log('slept ' + ms); } })(); */
ASYNC(sleeps)
{
    static const int times[] = { 20, 5, 10 };

    for (int i = 0; i < 3; i++) {
        vow_sleep_ms((uint32_t)times[i]);
        LOG("slept %d", times[i]);
    }
    return VOW_UNDEFINED;
}

SCENARIO(timer_sleep_sequence, 45)
{
    vow_detach(call(sleeps));
}

/* setTimeout(async () => { log('a1'); await null; log('a2'); await sleep(20); log('a3'); }, 5);
 * setTimeout(() => log('b'), 12); */
ASYNC(a)
{
    LOG("a1");
    vow_await_value(VOW_UNDEFINED);
    LOG("a2");
    vow_sleep_ms(20);
    LOG("a3");
    return VOW_UNDEFINED;
}
static void call_a(void *argument)
{
    (void)argument;
    vow_detach(call(a));
}

SCENARIO(timer_async_callback, 35)
{
    static struct vow_timer first, second;

    vow_timer_start_ms(&first, 5, call_a, NULL);
    vow_timer_start_ms(&second, 12, log_words, "b");
}

/* const timeout = (p, ms) => {
 *     let t;
 *     return Promise.race([p, new Promise((_, rej) => { t = setTimeout(() => rej('timeout'), ms); })])
 *         .finally(() => clearTimeout(t));
 * };
 * (async () => {
 *     log(await timeout(sleep(5, 'fast'), 40));
 *     try { log(await timeout(sleep(60, 'slow'), 15)); } catch (e) { log(e); }
 * })();
 *
 * The memory of t is the caller's. A timer that was stopped would leave its promise, and the race that waits for it,
 * pending for ever: it is settled, which nobody sees any more. */
struct limit {
    struct vow_timer t;
    struct vow_promise *over;
};

static void limit_is_over(void *argument)
{
    struct limit *limit = argument;

    vow_promise_reject(limit->over, vow_string("timeout"));
}
HANDLER(clear_limit)
{
    struct limit *limit = argument;

    if (vow_timer_stop(&limit->t))
        vow_promise_resolve(limit->over, VOW_UNDEFINED);
    return VOW_UNDEFINED;
}
static struct vow_promise *with_timeout(struct limit *limit, struct vow_promise *p, uint32_t ms)
{
    limit->over = vow_promise_new("timeout");
    vow_timer_start_ms(&limit->t, ms, limit_is_over, limit);
    return vow_promise_finally(
        vow_promise_race((struct vow_promise *[]){ p, vow_promise_retain(limit->over) }, 2), clear_limit, limit);
}

ASYNC(works_in_time)
{
    struct limit limit = { 0 };

    LOG("%s", string_of(vow_await(with_timeout(&limit, sleep_ms(5, vow_string("fast")), 40))));
    VOW_TRY {
        LOG("%s", string_of(vow_await(with_timeout(&limit, sleep_ms(60, vow_string("slow")), 15))));
    } VOW_CATCH(e) {
        LOG("%s", string_of(e));
    } VOW_END
    return VOW_UNDEFINED;
}

SCENARIO(timer_timeout_pattern, 80)
{
    vow_detach(call(works_in_time));
}
