/* SPDX-License-Identifier: MIT */
/* A one-shot timer as the loop's clock, which needs no ticks while the loop sleeps. For boards. */
#ifndef VOW_TICK_ONESHOT_H
#define VOW_TICK_ONESHOT_H

#include <vow/idle.h>
#include <vow/oneshot_driver.h>

VOW_BEGIN_DECLARATIONS

/* Tick n is due at count n * counts_hz / tick_hz, rounded down. Private. */
struct vow_tick_oneshot {
    struct vow_oneshot *alarm;     /* the hardware: nobody else starts it */
    uint32_t tick_hz, longest_ticks;
    uint32_t counts, rest;         /* of a tick: whole counts, and what is left over in parts of 1 / tick_hz of a count */
    volatile uint32_t last, carried; /* the last tick that the loop's clock knows of: its count, and what was left over */
    volatile uint32_t wake;        /* the count at which the clock wants the alarm */
    struct vow_oneshot *sharer;    /* not NULL: opened by vow_tick_oneshot_share */
    volatile uint32_t sharer_due;
    volatile bool sharer_waits;
    volatile uint32_t changes;     /* of wake and of what the sharer wants */
    struct vow_clock_pause pause;
};

/** Starts the loop's clock: the first tick is due a tick from now. The loop is the alarm's.
 *  @param alarm    is open; its interrupt is enabled afterwards
 *  @param tick_hz  at most the alarm's counts_hz
 *  @memory borrows both for as long as the clock runs   @context init, task   @suspends no */
void vow_tick_oneshot_start(struct vow_tick_oneshot *tick, struct vow_oneshot *alarm, uint32_t tick_hz);

/** Sleeps: the body of vow_board_idle.   @context loop, init   @suspends no */
void vow_tick_oneshot_idle(struct vow_tick_oneshot *tick, vow_time deadline, bool (*may_sleep)(void *argument), void *argument);

/** Opens `sharer` as a one-shot timer beside the clock, with the alarm's count.
 *  @memory borrows both   @context init, task   @suspends no */
void vow_tick_oneshot_share(struct vow_tick_oneshot *tick, struct vow_oneshot *sharer);

/** Weak, where boards/common/tickless looks for it: true while the board must be woken at each tick all the same.
 *  @context loop */
bool vow_board_needs_ticks(void) __attribute__((weak));

VOW_END_DECLARATIONS

#endif
