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

void vow_board_idle(vow_time deadline)
{
    vow_tick_oneshot_idle(&tick, vow_board_needs_ticks && vow_board_needs_ticks() ? vow_clock_now() + 1 : deadline);
}

void vow_board_oneshot_open(void) { vow_tick_oneshot_share(&tick, &vow_board_oneshot); }

#endif
