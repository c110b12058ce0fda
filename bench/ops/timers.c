/* SPDX-License-Identifier: MIT */
/* Timers, with 10, 100 and 1000 of them active, and ticks at which nothing is due. */
#include <vow/vow.h>

#include "mark.h"

enum { MOST = 1000, SPREAD_MS = 2000, IDLE_MS = 200 };

static struct vow_timer timers[MOST];
static unsigned expirations;
static struct vow_promise *all_expired;

/* The same numbers on every run (Numerical Recipes' generator; its high bits). */
static uint32_t random_below(uint32_t limit)
{
    static uint32_t state = 1;

    state = state * 1664525u + 1013904223u;
    return (uint32_t)((uint64_t)state * limit >> 32);
}

static void count_down(void)
{
    if (--expirations == 0)
        vow_promise_resolve(all_expired, VOW_UNDEFINED);
}

static void expire(void *argument)
{
    VOW_BENCH_EVENT(expired);
    (void)argument;
    count_down();
}

/* The callback's own work lies outside of the row. */
static void expire_with_others(void *argument)
{
    VOW_BENCH_END(timer_expire);
    VOW_BENCH_EVENT(expired);
    (void)argument;
    count_down();
    VOW_BENCH_BEGIN(timer_expire);
}

static void start_all(unsigned active, uint32_t earliest_ms)
{
    for (unsigned i = 0; i < active; i++)
        vow_timer_start_ms(&timers[i], earliest_ms + random_below(SPREAD_MS), expire, NULL);
}

/* One timer more among `active` others, none of which is due meanwhile. */
static void start_and_stop(unsigned active)
{
    static struct vow_timer timer;

    start_all(active, 2 * SPREAD_MS);
    for (int turn = 0; turn < VOW_BENCH_TURNS; turn++) {
        uint32_t ms = 1 + random_below(SPREAD_MS);

        VOW_BENCH_BEGIN(timer_start);
        vow_timer_start_ms(&timer, ms, expire, NULL);
        VOW_BENCH_END(timer_start);
        VOW_BENCH_BEGIN(timer_stop);
        vow_timer_stop(&timer);
        VOW_BENCH_END(timer_stop);
    }
}

static void idle_ticks(unsigned active)
{
    start_all(active, 2 * SPREAD_MS);
    VOW_BENCH_BEGIN(tick_idle);
    vow_sleep_ms(IDLE_MS);
    VOW_BENCH_END(tick_idle);
}

static struct vow_promise *expect(unsigned count)
{
    struct vow_promise *promise = vow_promise_new("timers");

    all_expired = vow_promise_retain(promise);
    expirations = count;
    return promise;
}

/* All at one tick, in the wheel's third level at first. */
static void expire_together(unsigned active)
{
    struct vow_promise *promise = expect(active);
    vow_time due = vow_clock_now() + SPREAD_MS;

    for (unsigned i = 0; i < active; i++)
        vow_timer_start_at(&timers[i], due, expire_with_others, NULL);
    VOW_BENCH_BEGIN(timer_place_again);
    vow_await(promise);
    VOW_BENCH_END(timer_place_again);
}

/* Each at a random time; the loop sleeps in between. */
static void expire_scattered(unsigned active)
{
    struct vow_promise *promise = expect(active);

    start_all(active, 1);
    VOW_BENCH_BEGIN(timer_longest_step);
    vow_await(promise);
    VOW_BENCH_END(timer_longest_step);
}

static void with_active(unsigned active)
{
    start_and_stop(active);
    idle_ticks(active);
    expire_together(active);
    expire_scattered(active);
}

void vow_bench_timers(void)
{
    VOW_BENCH_EVENT(active_10);
    with_active(10);
    VOW_BENCH_EVENT(active_100);
    with_active(100);
    VOW_BENCH_EVENT(active_1000);
    with_active(1000);
    VOW_BENCH_EVENT(active_0);
    idle_ticks(0);
}
