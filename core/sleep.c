/* SPDX-License-Identifier: MIT */
/* Sleeping tasks and delay promises. */
#include "internal.h"

static void wake(void *argument) { settle(argument, VOW_FULFILLED, VOW_UNDEFINED); }

/* The timer and the promise that it settles, in the sleeping task's frame. */
struct sleep {
    struct vow_timer timer;
    struct vow_promise slot;
};

static void prepare(struct sleep *sleep)
{
    slot_init(&sleep->slot);
    sleep->slot.value = vow_string("sleep");
    sleep->timer.next = NULL;
}

void vow_sleep_ms(uint32_t ms)
{
    struct sleep sleep;

    prepare(&sleep);
    vow_timer_start_ms(&sleep.timer, ms, wake, &sleep.slot);
    vow_await(&sleep.slot);
}

void vow_sleep_us(uint32_t us)
{
    struct sleep sleep;

    prepare(&sleep);
    vow_timer_start_us(&sleep.timer, us, wake, &sleep.slot);
    vow_await(&sleep.slot);
}

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
