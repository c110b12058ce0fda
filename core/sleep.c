/* SPDX-License-Identifier: MIT */
/* Sleeping tasks and delay promises. */
#include "sleep.h"

static void wake(void *argument) { settle(argument, VOW_FULFILLED, VOW_UNDEFINED); }

static void prepare(struct sleep *sleep)
{
    static const struct vow_source_methods methods = { "sleep", NULL };

    sleep->source.methods = &methods;
    sleep->timer.next = NULL;
    slot_init(&sleep->slot);
    sleep->slot.node.flags |= PROMISE_HAS_SOURCE;
    sleep->slot.value = vow_pointer(sleep);
}

void vow_sleep_ms(uint32_t ms)
{
    NOT_IN_HANDLER_NOR_CALLEE();
    struct sleep sleep;

    prepare(&sleep);
    vow_timer_start_ms(&sleep.timer, ms, wake, &sleep.slot);
    vow_await(&sleep.slot);
}

void vow_sleep_us(uint32_t us)
{
    NOT_IN_HANDLER_NOR_CALLEE();
    struct sleep sleep;

    prepare(&sleep);
    vow_timer_start_us(&sleep.timer, us, wake, &sleep.slot);
    vow_await(&sleep.slot);
}

void vow_sleep_until(vow_time due)
{
    NOT_IN_HANDLER_NOR_CALLEE();
    struct sleep sleep;

    prepare(&sleep);
    vow_timer_start_at(&sleep.timer, due, wake, &sleep.slot);
    vow_await(&sleep.slot);
}

static void delay_over(void *argument)
{
    struct delay *delay = argument;
    struct vow_promise *promise = delay->promise;

    pool_give(&LOOP->records, delay);
    vow_promise_resolve(promise, VOW_UNDEFINED);
}

struct vow_promise *vow_delay_ms(uint32_t ms)
{
    NOT_IN_HANDLER();
    static const struct vow_source_methods methods = { "delay", NULL };
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
    promise->node.flags |= PROMISE_HAS_SOURCE;
    promise->value = vow_pointer(delay);
    delay->source.methods = &methods;
    delay->promise = promise;
    delay->timer.next = NULL;
    vow_timer_start_ms(&delay->timer, ms, delay_over, delay);
    return promise;
}

#if VOW_CONFIG_LEVELS > 1
const struct vow_promise *vow_sleep_settles_(const struct vow_timer *timer)
{
    if (timer->callback == delay_over)
        return ((const struct delay *)timer->argument)->promise;
    return timer->callback == wake ? timer->argument : NULL;
}
#endif
