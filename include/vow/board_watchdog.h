/* SPDX-License-Identifier: MIT */
/* The board's watchdog, on boards that have one (BOARD_DRIVERS names `watchdog`). */
#ifndef VOW_BOARD_WATCHDOG_H
#define VOW_BOARD_WATCHDOG_H

#include <vow/watchdog.h>

VOW_BEGIN_DECLARATIONS

extern struct vow_watchdog vow_board_watchdog;

/** Starts it: from now on a loop that gets no turn for timeout_ms ends in a report (docs/RELIABILITY.md: where in a reset alone). It cannot
 *  be stopped.
 *  @param timeout_ms  10 to 60,000; hardware that cannot count so far takes its longest time (the board's README)
 *  @context task   @suspends no */
void vow_board_watchdog_open(uint32_t timeout_ms);

VOW_END_DECLARATIONS

#endif
