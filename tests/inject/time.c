/* SPDX-License-Identifier: MIT */
/* Timers: set, cancel, expire. */
#include "inject.h"

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

const struct inject_operation inject_time[] = {
    { .name = "set and cancel", .run = set_and_cancel, .right = not_called },
    { .name = "expire", .run = expire, .right = called_twice, .ticks = LATER_TICKS },
    { .name = NULL },
};
