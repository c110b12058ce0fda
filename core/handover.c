/* SPDX-License-Identifier: MIT */
/* The hand-over from interrupt handlers to the loop: the side of the handlers. The loop's is in loop.c.
 *
 * Handlers push promises on a list through node.next; the loop takes the whole list at once and turns it round. Handlers
 * of any priority may interrupt one another, and there is nothing to overflow: the promise is its own place in the list.
 * A pending promise does not use `next` otherwise, so the one who changes it from NULL has claimed the promise, and any
 * other call for it does nothing. From then on `next` is not NULL (the end of the list is not) until the state is not
 * pending. The lowest bit of `next` says that it is to be rejected. The handler writes `next` and `value` and nothing
 * else: the word with state, flags and count belongs to the loop, which may be in the middle of changing it.
 *
 * The tags such as [H1], here and in loop.c, name the same steps in tests/model/, where all their orders are tried. */
#include "internal.h"

static inline __attribute__((always_inline)) void hand_over(struct vow_loop *loop, struct vow_promise *promise,
                                                            vow_value value, uintptr_t how)
{
    uintptr_t head, next = 0;

    if (promise->node.state != VOW_PENDING) /* [H1] */
        return;
    head = *(volatile uintptr_t *)&loop->handed_over; /* [H2] */
    while (!vow_arch_compare_exchange((uintptr_t *)(void *)&promise->node.next, &next, head | how)) /* [H3] */
        if (next)
            return;
    promise->value = value; /* [H4] */
    while (!vow_arch_compare_exchange(&loop->handed_over, &head, (uintptr_t)promise)) /* [H5] */
        promise->node.next = (struct vow_node *)(head | how); /* [H6] */
#if VOW_CONFIG_WAKE_HOOK
    if (loop->wake)
        loop->wake(loop->wake_argument); /* [H7] */
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
