/* SPDX-License-Identifier: MIT */
/* The hand-over from interrupt handlers to the loop.
 *
 * Handlers push promises on a list through node.next; the loop takes the whole list at once and turns it round. A push
 * is one compare-and-exchange, so handlers of any priority may interrupt one another, and there is nothing to overflow:
 * the promise is its own place in the list. A pending promise does not use `next` otherwise, so a `next` that is not
 * NULL says that the promise is in the list already (the end of the list is not NULL). The lowest bit of `next` says
 * that it is to be rejected. The handler writes `next` and `value` and nothing else: the word with state, flags and
 * count belongs to the loop, which may be in the middle of changing it. */
#include "internal.h"

static void hand_over(struct vow_loop *loop, struct vow_promise *promise, vow_value value, uintptr_t how)
{
    uintptr_t head = *(volatile uintptr_t *)&loop->handed_over;

    if (promise->node.next || promise->node.state != VOW_PENDING)
        return;
    promise->value = value;
    do
        promise->node.next = (struct vow_node *)(head | how);
    while (!vow_arch_compare_exchange(&loop->handed_over, &head, (uintptr_t)promise));
#if VOW_CONFIG_WAKE_HOOK
    if (loop->wake)
        loop->wake(loop->wake_argument);
#endif
}

void vow_promise_resolve_from_isr(struct vow_loop *loop, struct vow_promise *promise, vow_value value)
{
    hand_over(loop, promise, value, 0);
}

void vow_promise_reject_from_isr(struct vow_loop *loop, struct vow_promise *promise, vow_value reason)
{
    hand_over(loop, promise, reason, HAND_OVER_REJECT);
}

/* Takes all that has arrived, oldest first. Only called when what was taken before has been settled. */
void vow_hand_over_take_(struct vow_loop *loop)
{
    uintptr_t taken = vow_arch_exchange(&loop->handed_over, HAND_OVER_END);
    struct vow_node *first = NULL;

    while (taken != HAND_OVER_END) {
        struct vow_node *node = (struct vow_node *)taken;
        uintptr_t next = (uintptr_t)node->next;

        node->next = (struct vow_node *)((uintptr_t)first | (next & HAND_OVER_REJECT));
        first = node;
        taken = next & ~HAND_OVER_REJECT;
    }
    loop->arrived = first;
}

/* One macrotask. */
void vow_hand_over_settle_(struct vow_loop *loop)
{
    struct vow_promise *promise = (struct vow_promise *)loop->arrived;
    uintptr_t next = (uintptr_t)promise->node.next;

    loop->arrived = (struct vow_node *)(next & ~HAND_OVER_REJECT);
    promise->node.next = NULL;
    if (UNLIKELY(next & HAND_OVER_REJECT))
        vow_promise_reject(promise, promise->value);
    else
        vow_promise_resolve(promise, promise->value);
}
