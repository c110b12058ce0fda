/* SPDX-License-Identifier: MIT */
/* Sleeping without ticks: VOW_CONFIG_TICKLESS. */
#ifndef VOW_IDLE_H
#define VOW_IDLE_H

#include <vow/loop.h>

VOW_BEGIN_DECLARATIONS

/* Rules for sleeping without ticks
 *  - While the loop has something to do, the clock ticks as ever. Before it sleeps, the board's one-shot timer is set to the tick of
 *    the deadline instead of to the next one. A deadline further away than the timer reaches is slept for in several parts.
 *  - When the sleep has ended, whatever ended it, the clock is put right before any handler runs: a handler and the task that
 *    it wakes see the time that it is.
 *  - Ticks are counted by the timer's count, which goes on for ever: none is lost, also not those that end while interrupts are masked
 *    (up to VOW_ONESHOT_LONGEST_COUNTS of them), and nothing drifts.
 *  - vow_board_oneshot can be used as ever: it shares the timer with the clock. */

/** How the processor sleeps; a program may define its own. The board's is vow_irq_wait(). It returns when an interrupt is pending, and may
 *  return earlier. A deeper sleep pays off if the deadline is far enough away, and must leave running what wakes the program: at
 *  least the timer of the board's README, at its rate.
 *  @param deadline  when the loop has something to do if no interrupt comes before: later than vow_clock_now(),
 *                   VOW_TIME_NEVER if nothing is to come. The timer may wake it earlier
 *  @context loop, with interrupts masked: it must not unmask them   @suspends no */
void vow_hook_idle(vow_time deadline);

/** What the loop calls to sleep: sets the timer, calls vow_hook_idle and puts the clock right. A superloop that pumps the loop with
 *  vow_loop_poll calls it too, with interrupts masked since it has seen that vow_loop_deadline() lies ahead and that it has
 *  nothing to do itself; it unmasks them afterwards.
 *  @param deadline  that one   @context loop, init, with interrupts masked   @suspends no */
void vow_board_idle(vow_time deadline);

VOW_END_DECLARATIONS

#endif
