/* SPDX-License-Identifier: MIT */
/* setInterval (10.4): armed again from the tick at which the callback began, after the callback has returned or thrown,
 * unless it stopped or restarted the interval. */
#include "internal.h"

/* One run of the callback. The interval points here meanwhile, because it may be gone when the callback is over. */
struct vow_interval_run {
    struct vow_interval *interval; /* NULL: stopped */
    vow_time begun;
};

static void fired(void *argument);

static void arm_again(void *argument)
{
    struct vow_interval_run *run = argument;
    struct vow_interval *interval = run->interval;

    if (!interval)
        return;
    interval->run = NULL;
    vow_timer_start_at(&interval->timer, time_after(run->begun, interval->period_ticks), fired, interval);
}

static void fired(void *argument)
{
    struct vow_interval *interval = argument;
    struct vow_interval_run run = { interval, loop_now(LOOP) };
    VOW_DEFER(arm_again, &run);

    interval->run = &run;
    interval->callback(interval->argument);
}

void vow_interval_start_ms(struct vow_interval *interval, uint32_t ms, void (*callback)(void *argument), void *argument)
{
    NOT_IN_HANDLER();
    vow_interval_stop(interval);
    interval->callback = callback;
    interval->argument = argument;
    interval->period_ticks = (uint32_t)vow_ticks_from_ms(ms ? ms : 1);
    vow_timer_start_at(&interval->timer, time_after(loop_now(LOOP), interval->period_ticks), fired, interval);
}

bool vow_interval_stop(struct vow_interval *interval)
{
    NOT_IN_HANDLER();
    if (interval->run) {
        interval->run->interval = NULL;
        interval->run = NULL;
        return true;
    }
    return vow_timer_stop(&interval->timer);
}
