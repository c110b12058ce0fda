/* SPDX-License-Identifier: MIT */
/* The loop's clock without ticks while it sleeps, from the timer that the board's oneshot.c opens. */
#include <vow/board.h>
#include <vow/board_oneshot.h>
#include <vow/idle.h>
#include <vow/tick_oneshot.h>

#if VOW_CONFIG_TICKLESS

static struct vow_tick_oneshot tick;
struct vow_oneshot vow_board_oneshot;

void vow_board_tick_start(void)
{
    vow_board_alarm_open();
    vow_tick_oneshot_start(&tick, &vow_board_alarm, VOW_CONFIG_CLOCK_HZ);
}

struct look {
    bool (*may_sleep)(void *argument);
    void *argument;
};

/* A handler may have begun what needs ticks since. */
static bool look_at_board(void *argument)
{
    const struct look *look = argument;

    return look->may_sleep(look->argument) && !vow_board_needs_ticks();
}

void vow_board_idle(vow_time deadline, bool (*may_sleep)(void *argument), void *argument)
{
    struct look look = { may_sleep, argument };

    if (!vow_board_needs_ticks)
        vow_tick_oneshot_idle(&tick, deadline, may_sleep, argument);
    else if (vow_board_needs_ticks())
        vow_tick_oneshot_idle(&tick, vow_clock_now() + 1, may_sleep, argument);
    else
        vow_tick_oneshot_idle(&tick, deadline, look_at_board, &look);
}

void vow_board_oneshot_open(void) { vow_tick_oneshot_share(&tick, &vow_board_oneshot); }

#endif
