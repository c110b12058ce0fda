/* SPDX-License-Identifier: MIT */
#ifndef VOW_TIMER_H
#define VOW_TIMER_H

#include <stdbool.h>

#include <vow/promise.h>

VOW_BEGIN_DECLARATIONS

/* Rules for time: 64 bits of ticks of VOW_CONFIG_CLOCK_HZ since the loop began; it never wraps and never goes back. Its
 * end, VOW_TIME_NEVER, is 584 years away even at 1 GHz: the clock stays there, and what would be due later is due then.
 * Deadlines are absolute, so nothing drifts. A delay of n ticks ends at the n-th tick from now, which is between n-1
 * and n tick lengths away; microseconds are rounded up to whole ticks; a delay of 0 counts as 1 tick. */
typedef uint64_t vow_time;
#define VOW_TIME_NEVER UINT64_MAX

/** The clock, in ticks.   @context any   @suspends no */
vow_time vow_clock_now(void);

static inline vow_time vow_ticks_from_ms(uint32_t ms) { return (vow_time)ms * (VOW_CONFIG_CLOCK_HZ / 1000); }
static inline vow_time vow_ticks_from_us(uint32_t us)
{
#if VOW_CONFIG_CLOCK_HZ >= 1000000
    return (vow_time)us * (VOW_CONFIG_CLOCK_HZ / 1000000);
#else
    const uint32_t us_a_tick = 1000000 / VOW_CONFIG_CLOCK_HZ;
    return us / us_a_tick + (us % us_a_tick != 0);
#endif
}

/* Rules for timers: the memory is the caller's, zeroed before its first use, and must live until the timer has fired or
 * was stopped. The callback is a macrotask: it runs on the loop's stack, and all microtasks run before the next one
 * (10.1). Timers due at the same tick fire in the order in which they were started. Starting and stopping cost the same
 * whatever the number of timers. 24 bytes on a 32-bit machine (32 with
 * VOW_CONFIG_LEVELS); the fields are private. */
struct vow_timer {
    struct vow_timer *next, *previous; /* ring of its slot; NULL: not started */
    void (*callback)(void *argument);
    void *argument;
    vow_time due;
#if VOW_CONFIG_LEVELS > 1
    uint8_t level; /* of who started it */
#endif
};

/** setTimeout(callback, ms, argument). A timer that runs already is stopped first.
 *  @memory borrows timer and argument until it fires or is stopped   @context task, loop   @suspends no   @cancel - */
void vow_timer_start_ms(struct vow_timer *timer, uint32_t ms, void (*callback)(void *argument), void *argument);
void vow_timer_start_us(struct vow_timer *timer, uint32_t us, void (*callback)(void *argument), void *argument);

/** The same with an absolute time; one that has passed fires at the next tick.   @context task, loop   @suspends no   @cancel - */
void vow_timer_start_at(struct vow_timer *timer, vow_time due, void (*callback)(void *argument), void *argument);

/** clearTimeout. Harmless on a timer that has fired, was stopped, or was never started.
 *  @return true if it was waiting and will not fire   @context task, loop   @suspends no   @cancel - */
bool vow_timer_stop(struct vow_timer *timer);

/* setInterval: fires every period, counted from the tick at which its callback began (10.4). Zeroed before its first
 * use; the memory must live until it is stopped. Private. */
struct vow_interval {
    struct vow_timer timer;
    struct vow_interval_run *run; /* while its callback runs */
    void (*callback)(void *argument);
    void *argument;
    uint32_t period_ticks;
};

/** setInterval(callback, ms, argument) and clearInterval, which may be called from the callback itself.
 *  @memory borrows interval until it is stopped   @context task, loop   @suspends no   @cancel - */
void vow_interval_start_ms(struct vow_interval *interval, uint32_t ms, void (*callback)(void *argument), void *argument);
bool vow_interval_stop(struct vow_interval *interval);

/** A promise that is fulfilled (with undefined) after the delay.
 *  @errors vow_error_pool_promise, vow_error_pool_record   @memory one reference   @context task, loop   @suspends no
 *  @cancel strict: the timer is stopped */
struct vow_promise *vow_delay_ms(uint32_t ms);

/** Suspends the calling task, and no other, for the delay. Takes nothing from a pool.
 *  @context task   @suspends yes   @cancel strict: the timer is stopped */
void vow_sleep_ms(uint32_t ms);
void vow_sleep_us(uint32_t us);

/** The same until an absolute time, one that has passed being the next tick: what is done in between takes nothing from the period.
 *      for (vow_time due = vow_clock_now();; vow_sleep_until(due += vow_ticks_from_ms(100)))
 *          sample();
 *  @context task   @suspends yes   @cancel strict: the timer is stopped */
void vow_sleep_until(vow_time due);

VOW_END_DECLARATIONS

#endif
