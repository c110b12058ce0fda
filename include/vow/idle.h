/* SPDX-License-Identifier: MIT */
/* Sleeping without ticks: VOW_CONFIG_TICKLESS. */
#ifndef VOW_IDLE_H
#define VOW_IDLE_H

#include <vow/loop.h>

VOW_BEGIN_DECLARATIONS

/* Rules for sleeping without ticks
 *  - While the loop has something to do, the clock ticks as ever. Before it sleeps, the board's one-shot timer is set to the tick of
 *    the deadline instead of to the next one. A deadline further away than the timer reaches is slept for in several parts.
 *  - When the sleep has ended, whatever ended it, the clock is put right before anybody reads it: a handler and the task that
 *    it wakes see the time that it is, but handlers above VOW_CONFIG_MASK_PRIORITY the time at which the sleep began. Handlers do not
 *    wait for that: interrupts are masked for the last look and the sleep alone.
 *  - Ticks are counted by the timer's count, which goes on for ever: none is lost, also not those that end while interrupts are masked
 *    (up to VOW_ONESHOT_LONGEST_COUNTS of them), and nothing drifts.
 *  - vow_board_oneshot can be used as ever: it shares the timer with the clock. */

/** How the processor sleeps; a program may define its own. The board's is vow_irq_wait(). It returns when an interrupt is pending, and may
 *  return earlier. A deeper sleep pays off if the deadline is far enough away, and must leave running what wakes the program: at
 *  least the timer of the board's README, at its rate. With VOW_CONFIG_MASK_PRIORITY it sleeps by vow_irq_wait().
 *  @param deadline  when the loop has something to do if no interrupt comes before: later than vow_clock_now(),
 *                   VOW_TIME_NEVER if nothing is to come. The timer may wake it earlier
 *  @context loop, with interrupts masked: it must not unmask them   @suspends no */
void vow_hook_idle(vow_time deadline);

/** What the loop calls to sleep: sets the timer, masks interrupts, takes a last look, calls vow_hook_idle, unmasks them and puts the clock
 *  right. A superloop that pumps the loop with vow_loop_poll calls it too.
 *  @param deadline   vow_loop_deadline(), or earlier
 *  @param may_sleep  the last look, with interrupts masked: false if a handler has left anything to do since the deadline was asked
 *                    for: vow_loop_may_sleep, with the loop as its argument, and what else a superloop's handlers leave
 *  @memory borrows argument   @context loop, init   @suspends no */
void vow_board_idle(vow_time deadline, bool (*may_sleep)(void *argument), void *argument);

/* Private, between the clock and its driver: the clock that stands since a sleep began. Who reads it calls this before; NULL: it runs. */
struct vow_clock_pause {
    void (*catch_up)(struct vow_clock_pause *pause);
};
#if VOW_CONFIG_TICKLESS
extern struct vow_clock_pause *volatile vow_clock_pause_;
#endif

VOW_END_DECLARATIONS

#endif
