/* SPDX-License-Identifier: MIT */
/* Stands in for core/handover.c, to be caught: the push is a load and a store. */
#include <vow/loop.h>

static void hand_over(struct vow_loop *loop, struct vow_promise *promise, vow_value value, uintptr_t how)
{
    uintptr_t head;

    if (promise->node.state != VOW_PENDING || promise->node.next)
        return;
    promise->value = value;
    head = *(volatile uintptr_t *)&loop->handed_over;
    promise->node.next = (struct vow_node *)(head | how);
    *(volatile uintptr_t *)&loop->handed_over = (uintptr_t)promise;
}

void vow_promise_resolve_from_isr(struct vow_loop *loop, struct vow_promise *promise, vow_value value)
{
    hand_over(loop, promise, value, 0);
}

void vow_promise_reject_from_isr(struct vow_loop *loop, struct vow_promise *promise, vow_value reason)
{
    hand_over(loop, promise, reason, 1);
}
