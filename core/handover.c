/* SPDX-License-Identifier: MIT */
/* The hand-over from interrupt handlers to the loop: the side of the handlers. The loop's is in loop.c.
 *
 * Handlers push promises on a list through node.next; the loop takes the whole list at once and turns it round. A push
 * is one compare-and-exchange, so handlers of any priority may interrupt one another, and there is nothing to overflow:
 * the promise is its own place in the list. A pending promise does not use `next` otherwise, so a `next` that is not
 * NULL says that the promise is in the list already (the end of the list is not NULL). The lowest bit of `next` says
 * that it is to be rejected. The handler writes `next` and `value` and nothing else: the word with state, flags and
 * count belongs to the loop, which may be in the middle of changing it. */
#include "internal.h"

static inline __attribute__((always_inline)) void hand_over(struct vow_loop *loop, struct vow_promise *promise,
                                                            vow_value value, uintptr_t how)
{
    uintptr_t head;

    if (promise->node.next || promise->node.state != VOW_PENDING)
        return;
    head = *(volatile uintptr_t *)&loop->handed_over;
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
