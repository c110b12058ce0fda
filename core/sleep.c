/* SPDX-License-Identifier: MIT */
/* Sleeping tasks and delay promises. */
#include "internal.h"

static void wake(void *argument) { settle(argument, VOW_FULFILLED, VOW_UNDEFINED); }

static void sleep_ticks(vow_time ticks)
{
    struct vow_timer timer;
    struct vow_promise slot;

    slot_init(&slot);
    slot.value = vow_string("sleep");
    timer.next = NULL;
    vow_timer_start_at(&timer, loop_now(LOOP) + (ticks ? ticks : 1), wake, &slot);
    vow_await(&slot);
}

void vow_sleep_ms(uint32_t ms) { sleep_ticks(vow_ticks_from_ms(ms)); }
void vow_sleep_us(uint32_t us) { sleep_ticks(vow_ticks_from_us(us)); }

/* The timer of a delay lies in a record, beside its promise. */
struct delay {
    struct vow_timer timer;
    struct vow_promise *promise;
};
_Static_assert(sizeof(struct delay) <= sizeof(struct vow_record), "a delay fits a record");

static void delay_over(void *argument)
{
    struct delay *delay = argument;
    struct vow_promise *promise = delay->promise;

    pool_give(&LOOP->records, delay);
    vow_promise_resolve(promise, VOW_UNDEFINED);
}

struct vow_promise *vow_delay_ms(uint32_t ms)
{
    struct vow_loop *loop = LOOP;
    struct delay *delay = pool_take(&loop->records);
    struct vow_promise *promise;

    if (UNLIKELY(!delay))
        return vow_dry_record_();
    promise = pool_take(&loop->promises);
    if (UNLIKELY(!promise)) {
        pool_give(&loop->records, delay);
        return vow_dry_promise_();
    }
    promise_init(promise, VOW_PENDING, 0, 2);
    promise->value = vow_string("delay");
    delay->promise = promise;
    delay->timer.next = NULL;
    vow_timer_start_ms(&delay->timer, ms, delay_over, delay);
    return promise;
}
