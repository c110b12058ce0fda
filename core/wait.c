/* SPDX-License-Identifier: MIT */
/* Queues of waiters. */
#include "wait.h"

void vow_wait_prepare_slot_(struct vow_waiter *waiter, const struct vow_source_methods *methods, struct vow_promise *slot)
{
    waiter->source.methods = methods;
    waiter->queue = NULL;
    waiter->slot = slot;
    waiter->selection = NULL;
    promise_set_source(slot, &waiter->source);
}

void vow_wait_prepare_(struct wait *wait, const struct vow_source_methods *methods)
{
    waiter(LOOP);
    slot_init(&wait->slot);
    vow_wait_prepare_slot_(&wait->waiter, methods, &wait->slot);
}

enum vow_status vow_wait_(struct wait *wait, vow_value *value)
{
    vow_value result;
    enum vow_status status = vow_await_result(&wait->slot, &result);

    if (UNLIKELY(status >= VOW_REJECTED))
        vow_throw(result);
    if (value)
        *value = result;
    return status;
}

void vow_wait_enter_(struct vow_wait_queue *queue, struct vow_waiter *waiter)
{
    waiter->queue = queue;
    waiter->next = NULL;
    waiter->previous = queue->last;
    *(waiter->previous ? &waiter->previous->next : &queue->first) = waiter;
    queue->last = waiter; /* [R6] */
    __atomic_signal_fence(__ATOMIC_SEQ_CST); /* handlers may look from now on, and the object is looked at after this */
}

void vow_wait_leave_(struct vow_waiter *waiter)
{
    struct vow_wait_queue *queue = waiter->queue;

    if (!queue)
        return;
    waiter->queue = NULL;
    *(waiter->previous ? &waiter->previous->next : &queue->first) = waiter->next;
    *(waiter->next ? &waiter->next->previous : &queue->last) = waiter->previous;
}

bool vow_wait_end_(struct vow_waiter *waiter, unsigned status, vow_value value)
{
    vow_wait_leave_(waiter);
    if (waiter->selection)
        return vow_select_end_(waiter, status, value);
    settle(waiter->slot, status, value);
    return true;
}

enum vow_cancel_outcome vow_wait_cancel_(struct vow_source *source, struct vow_promise *promise)
{
    vow_wait_leave_(CONTAINER_OF(source, struct vow_waiter, source));
    settle(promise, VOW_REJECTED, vow_error_value(&vow_error_cancelled));
    return VOW_CANCELLED;
}
