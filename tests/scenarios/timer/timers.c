/* SPDX-License-Identifier: MIT */
/* setTimeout and clearTimeout: the order of macrotasks (rules 10.1 to 10.3). */
#include "../words.h"

/* setTimeout(() => log('c'), 45); setTimeout(() => log('a'), 5); setTimeout(() => log('b'), 25);
 * log('sync'); */
SCENARIO(timer_order_by_delay, 50)
{
    static struct vow_timer a, b, c;

    vow_timer_start_ms(&c, 45, log_words, "c");
    vow_timer_start_ms(&a, 5, log_words, "a");
    vow_timer_start_ms(&b, 25, log_words, "b");
    LOG("sync");
}

/* setTimeout((a, b) => log(a + ' ' + b), 5, 'x', 'y');   In C further arguments travel in a structure. */
static void log_two(void *argument)
{
    const char *const *words = argument;

    LOG("%s %s", words[0], words[1]);
}

SCENARIO(timer_arguments, 10)
{
    static struct vow_timer timer;
    static const char *words[] = { "x", "y" };

    vow_timer_start_ms(&timer, 5, log_two, words);
}

/* const t = setTimeout(() => log('no'), 5);
 * clearTimeout(t); clearTimeout(t); clearTimeout(undefined);
 * setTimeout(() => log('yes'), 15); */
SCENARIO(timer_clear, 20)
{
    static struct vow_timer t, never_started, yes;

    vow_timer_start_ms(&t, 5, log_words, "no");
    vow_timer_stop(&t);
    vow_timer_stop(&t);
    vow_timer_stop(&never_started);
    vow_timer_start_ms(&yes, 15, log_words, "yes");
}

/* const late = setTimeout(() => log('no'), 30);
 * setTimeout(() => { log('clear'); clearTimeout(late); }, 5);
 * setTimeout(() => log('end'), 50); */
static void clear_timer(void *timer)
{
    LOG("clear");
    vow_timer_stop(timer);
}

SCENARIO(timer_clear_from_callback, 55)
{
    static struct vow_timer late, clearing, end;

    vow_timer_start_ms(&late, 30, log_words, "no");
    vow_timer_start_ms(&clearing, 5, clear_timer, &late);
    vow_timer_start_ms(&end, 50, log_words, "end");
}

/* setTimeout(() => {
 *     log('t1');
 *     Promise.resolve().then(() => { log('m1'); queueMicrotask(() => log('m2')); });
 * }, 5);
 * setTimeout(() => log('t2'), 6);
 * setTimeout(() => log('t3'), 20); */
HANDLER(m1)
{
    LOG("m1");
    vow_queue_microtask(log_words, "m2");
    return VOW_UNDEFINED;
}
static void t1(void *argument)
{
    (void)argument;
    LOG("t1");
    vow_detach(vow_promise_then(resolved_undefined(), m1, NULL, NULL));
}

SCENARIO(timer_microtasks_between, 25)
{
    static struct vow_timer timers[3];

    vow_timer_start_ms(&timers[0], 5, t1, NULL);
    vow_timer_start_ms(&timers[1], 6, log_words, "t2");
    vow_timer_start_ms(&timers[2], 20, log_words, "t3");
}

/* setTimeout(() => {
 *     log('a');
 *     setTimeout(() => { log('b'); setTimeout(() => log('c'), 0); }, 0);
 *     Promise.resolve().then(() => log('a micro'));
 * }, 0);
 * log('sync'); */
static struct vow_timer nested[3];

static void nested_b(void *argument)
{
    (void)argument;
    LOG("b");
    vow_timer_start_ms(&nested[2], 0, log_words, "c");
}
static void nested_a(void *argument)
{
    (void)argument;
    LOG("a");
    vow_timer_start_ms(&nested[1], 0, nested_b, NULL);
    vow_detach(vow_promise_then(resolved_undefined(), log_text, NULL, "a micro"));
}

SCENARIO(timer_nested_zero, 10)
{
    vow_timer_start_ms(&nested[0], 0, nested_a, NULL);
    LOG("sync");
}

/* setTimeout(() => log('timer'), 1);
 * let p = Promise.resolve();
 * for (let i = 1; i <= 200; i++) p = p.then(() => { if (i % 50 === 0) log('m' + i); }); */
HANDLER(every_50th)
{
    int i = (int)(intptr_t)argument;

    if (i % 50 == 0)
        LOG("m%d", i);
    return VOW_UNDEFINED;
}

SCENARIO_RECORDS(timer_starvation, 10, 200)
{
    static struct vow_timer timer;
    struct vow_promise *p = resolved_undefined();

    vow_timer_start_ms(&timer, 1, log_words, "timer");
    for (intptr_t i = 1; i <= 200; i++)
        p = vow_promise_then(p, every_50th, NULL, (void *)i);
    vow_detach(p);
}

/* let t;
 * const debounced = v => { clearTimeout(t); t = setTimeout(() => log('fired ' + v), 20); };
 * debounced(1); debounced(2);
 * setTimeout(() => debounced(3), 5);
 * setTimeout(() => debounced(4), 80); */
static void fired(void *v) { LOG("fired %d", (int)(intptr_t)v); }
static void debounced(void *v)
{
    static struct vow_timer t;

    vow_timer_start_ms(&t, 20, fired, v); /* stops one that runs already */
}

SCENARIO(timer_debounce, 105)
{
    static struct vow_timer third, fourth;

    debounced((void *)1);
    debounced((void *)2);
    vow_timer_start_ms(&third, 5, debounced, (void *)3);
    vow_timer_start_ms(&fourth, 80, debounced, (void *)4);
}
