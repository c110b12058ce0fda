/* SPDX-License-Identifier: MIT */
/* Timers: set, cancel, expire; intervals. */
#include "inject.h"

#include <vow/irq.h>

enum { LATER_TICKS = 40 };

static struct vow_timer near, far;

static void count_call(void *unused)
{
    (void)unused;
    inject_calls++;
}

static bool not_called(void) { return inject_calls == 0; }
static bool called_twice(void) { return inject_calls == 2; }

static void set_and_cancel(void)
{
    vow_timer_start_ms(&near, 3, count_call, NULL);
    vow_timer_start_ms(&far, 3000, count_call, NULL);
    vow_timer_stop(&near);
    vow_timer_stop(&far);
}

static vow_value sleeps(void *unused)
{
    (void)unused;
    vow_sleep_ms(2);
    return VOW_UNDEFINED;
}
static const struct vow_async_function sleeps_fn = VOW_ASYNC_FUNCTION(sleeps, 0, 640);

/* All are due at once, one of them after it has come down a level of the wheel. The clock is set on as the tick's handler does. */
static void expire(void)
{
    struct vow_promise *sleeping = vow_call(&sleeps_fn, NULL, 0), *delay = vow_delay_ms(LATER_TICKS - 2);

    vow_timer_start_ms(&near, 3, count_call, NULL);
    vow_timer_start_ms(&far, LATER_TICKS - 3, count_call, NULL);
    vow_loop_tick_from_isr(&vow_main_loop, LATER_TICKS);
    vow_await(sleeping);
    vow_await(delay);
}

/* Each is stopped first. */
static void start_again(void)
{
    vow_timer_start_ms(&near, 3, count_call, NULL);
    vow_timer_start_ms(&near, 30, count_call, NULL);
    vow_timer_start_at(&near, VOW_TIME_NEVER, count_call, NULL);
    vow_timer_stop(&near);
}

static struct vow_interval interval;

static void call_until_second(void *unused)
{
    count_call(unused);
    if (inject_calls == 2)
        vow_interval_stop(&interval);
}

enum { PERIOD_TICKS = 2 };

static void let_period_pass(void *unused)
{
    (void)unused;
    vow_loop_tick_from_isr(&vow_main_loop, PERIOD_TICKS);
}

/* Its own end is in the second call. */
static void run_interval(void)
{
    vow_interval_start_ms(&interval, PERIOD_TICKS, call_until_second, NULL);
    for (int i = 0; i < 2; i++) {
        vow_queue_microtask(let_period_pass, NULL);
        vow_sleep_ms(PERIOD_TICKS);
    }
}

/* As if a tick and a handler that hands over came together, before the loop looks. */
static void tick_and_hand_over(void)
{
    struct vow_promise *handed = vow_promise_new("handed over");
    uintptr_t state;

    vow_promise_retain(handed);
    vow_timer_start_ms(&near, 1, count_call, NULL);
    state = vow_irq_save();
    inject_handler_begins();
    vow_loop_tick_from_isr(&vow_main_loop, 1);
    vow_promise_resolve_from_isr(&vow_main_loop, handed, vow_int(7));
    inject_handler_ends();
    vow_irq_restore(state);
    inject_value = vow_await(handed);
}

static bool called_once_and_7(void) { return inject_calls == 1 && inject_value.i == 7; }

const struct inject_operation inject_time[] = {
    { .name = "set and cancel", .run = set_and_cancel, .right = not_called },
    { .name = "expire", .quick = true, .run = expire, .right = called_twice, .ticks = LATER_TICKS },
    { .name = "tick and hand over", .quick = true, .run = tick_and_hand_over, .right = called_once_and_7, .ticks = 1 },
    { .name = "start again", .run = start_again, .right = not_called },
    { .name = "interval", .run = run_interval, .right = called_twice, .ticks = 2 * PERIOD_TICKS },
    { .name = NULL },
};
