/* SPDX-License-Identifier: MIT */
/* Promises that handlers have handed over (handover.c), on the loop's side: taken, turned round, settled one by one. */
#ifndef VOW_CORE_ARRIVALS_H
#define VOW_CORE_ARRIVALS_H

#include "internal.h"

/* Turns what was taken round: the oldest first. */
static inline uintptr_t oldest_first(uintptr_t taken)
{
    uintptr_t first = HAND_OVER_END;

    while (taken != HAND_OVER_END) {
        struct vow_node *node = (struct vow_node *)taken;
        uintptr_t next = (uintptr_t)node->next;

        node->next = (struct vow_node *)(first | (next & HAND_OVER_REJECT)); /* [L3] */
        first = taken;
        taken = next & ~HAND_OVER_REJECT;
    }
    return first;
}

/* Takes the first one of the list and settles it; without levels there is one list.
 *
 * `next` of a promise that was handed over is not NULL before its state says that it is settled: that is how a second
 * call for it knows. Afterwards it means nothing. */
static inline void settle_oldest(struct vow_loop *loop, unsigned level)
{
    struct vow_promise *promise = (struct vow_promise *)ARRIVED(loop, level);
    uintptr_t next = (uintptr_t)promise->node.next, rest = next & ~HAND_OVER_REJECT;

    ARRIVED(loop, level) = rest == HAND_OVER_END ? NULL : (struct vow_node *)rest;
    if (!(next & HAND_OVER_REJECT)) {
        vow_promise_resolve(promise, promise->value); /* [L4] */
        return;
    }
    if (!(promise->node.flags & PROMISE_RESOLVED)) {
        promise->node.flags |= PROMISE_RESOLVED;
        settle(promise, VOW_REJECTED, promise->value);
    }
    release(promise);
}

#endif
