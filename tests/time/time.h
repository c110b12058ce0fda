/* SPDX-License-Identifier: MIT */
/* Time for tests that pump the loop: nothing but these functions makes it pass. */
#ifndef VOW_TESTS_TIME_H
#define VOW_TESTS_TIME_H

#include "../harness/script.h"

#define TIME_LOOP (&vow_main_loop)

/* The clock begins anew; no timer may be running. */
static inline void time_set(vow_time now)
{
    TIME_LOOP->ticks_high = (uint32_t)(now >> 32);
    TIME_LOOP->ticks_low = (uint32_t)now;
    TIME_LOOP->wheel_time = now;
    TIME_LOOP->stop_low = (uint32_t)now;
}

/* The clock alone goes on. */
static inline void time_jump(vow_time ticks)
{
    for (; ticks > UINT32_MAX; ticks -= UINT32_MAX)
        vow_loop_tick_from_isr(TIME_LOOP, UINT32_MAX);
    vow_loop_tick_from_isr(TIME_LOOP, (uint32_t)ticks);
}

/* The loop does all that is to be done now. */
static inline vow_time time_settle(void)
{
    vow_time deadline;

    do
        deadline = vow_loop_poll(TIME_LOOP, 1);
    while (deadline <= vow_clock_now() && deadline != VOW_TIME_NEVER);
    return deadline;
}

/* From one deadline of the loop to the next. */
static inline void time_pass_to(vow_time end)
{
    vow_time deadline;

    while (deadline = time_settle(), vow_clock_now() < end)
        time_jump((deadline < end ? deadline : end) - vow_clock_now());
}
static inline void time_pass(vow_time ticks) { time_pass_to(vow_clock_now() + ticks); }

/* tests/time/random.c: 10,000 timers on a host. */
void timers_random(unsigned distribution, uint32_t seed);
extern const unsigned timers_distributions;

#endif
