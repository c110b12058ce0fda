/* SPDX-License-Identifier: MIT */
/* One-shot timers: a hardware count with one comparison, much finer than the loop's tick. A board gives one in
 * <vow/board_oneshot.h>. */
#ifndef VOW_ONESHOT_H
#define VOW_ONESHOT_H

#include <stdbool.h>

#include <vow/cancel.h>
#include <vow/loop.h>

VOW_BEGIN_DECLARATIONS

/* Rules for one-shot timers
 *  - The count runs for ever, at counts_hz, and nothing sets it: times are places on it, and a start from the last due time
 *    instead of from now does not drift, however late the handler came. So is time measured over a sleep of any length up to
 *    the longest one. It wraps: compare two of its values as (int32_t)(a - b).
 *  - It never fires early. It is late by the handler's entry, and by less than a count more where the board's README says that
 *    the alarm is not the count itself.
 *  - One deadline at a time: who starts it anew replaces the deadline before. A delay that is replaced or stopped is rejected.
 *  - All functions but vow_oneshot_delay are for every context that Vow masks, the timer's own handler too, and mask interrupts for a few
 *    instructions. One of them may interrupt another of the same timer: what was asked for last holds. */

/* The fields are private; drivers use <vow/oneshot_driver.h>. */
struct vow_oneshot {
    struct vow_source source;         /* of the delay */
    const struct vow_oneshot_driver *driver;
    void *device;                     /* the driver's */
    struct vow_loop *loop;
    uint32_t counts_hz;
    uint32_t due;
    struct vow_promise *promise;      /* not NULL: a delay is under way */
    void (*handler)(void *argument);  /* not NULL: a start is under way */
    void *argument;
    volatile uint32_t changes;        /* of the four fields above */
};

/* The longest time that can be asked for, in counts, and the time over which two values of the count can be compared. */
#define VOW_ONESHOT_LONGEST_COUNTS 0x7fffffffu

extern const struct vow_error vow_error_oneshot_busy;     /* the timer has a deadline already */
extern const struct vow_error vow_error_oneshot_too_long; /* more than VOW_ONESHOT_LONGEST_COUNTS */
extern const struct vow_error vow_error_oneshot_stopped;  /* a delay was stopped or replaced */

/** Counts a second.   @context any */
static inline uint32_t vow_oneshot_counts_hz(const struct vow_oneshot *oneshot) { return oneshot->counts_hz; }

/** The count.   @context any   @suspends no */
uint32_t vow_oneshot_now(const struct vow_oneshot *oneshot);

/** Microseconds in counts, rounded up; more than VOW_ONESHOT_LONGEST_COUNTS for what is too long.   @context any */
static inline uint32_t vow_oneshot_counts_from_us(const struct vow_oneshot *oneshot, uint32_t us)
{
    const uint64_t counts = ((uint64_t)us * oneshot->counts_hz + 999999u) / 1000000u;

    return counts <= VOW_ONESHOT_LONGEST_COUNTS ? (uint32_t)counts : UINT32_MAX;
}

/** Calls handler(argument) once, in interrupt context, when the count reaches `due`: at once if it has been reached already, at most
 *  VOW_ONESHOT_LONGEST_COUNTS ago. The timer is free by then: the handler may start it again.
 *  @memory borrows argument until it fires or is stopped   @context any   @suspends no   @cancel -: vow_oneshot_stop takes it back */
void vow_oneshot_start_at(struct vow_oneshot *oneshot, uint32_t due, void (*handler)(void *argument), void *argument);

/** The same `counts` from now; 0 is at once.
 *  @return false if that is more than VOW_ONESHOT_LONGEST_COUNTS: nothing has changed   @context any   @suspends no
 *  @cancel -: vow_oneshot_stop takes it back */
bool vow_oneshot_start(struct vow_oneshot *oneshot, uint32_t counts, void (*handler)(void *argument), void *argument);

/** Takes the deadline back. A handler that has not been entered is not called any more, also when its time has come.
 *  @return the counts that were left, at least 1; 0: there was no deadline, or it has fired
 *  @context any   @suspends no   @cancel - */
uint32_t vow_oneshot_stop(struct vow_oneshot *oneshot);

/** The counts that are left, at least 1; 0: there is no deadline.   @context any   @suspends no */
uint32_t vow_oneshot_left(const struct vow_oneshot *oneshot);

/** A promise that is fulfilled (with undefined) `counts` from now, handed over by the interrupt.
 *  @errors vow_error_oneshot_busy, vow_error_oneshot_too_long, vow_error_pool_promise: nothing was started
 *          vow_error_oneshot_stopped: it was stopped, or started anew by somebody else
 *  @memory one reference; the timer holds another one until it fires or is stopped
 *  @context task, loop   @suspends no   @cancel strict: the deadline is taken back */
struct vow_promise *vow_oneshot_delay(struct vow_oneshot *oneshot, uint32_t counts);

VOW_END_DECLARATIONS

#endif
