/* SPDX-License-Identifier: MIT */
/* Broadcasts, the side of handlers: the item goes into the ring, and the loop wakes who waits. */
#include "broadcast.h"

#include <vow/irq.h>

void vow_broadcast_publish_from_isr(struct vow_loop *loop, struct vow_broadcast *broadcast, vow_value item)
{
    VOW_IRQ_BELOW_MASK();
    if (broadcast_put(broadcast, item) && *(struct vow_waiter *const volatile *)&broadcast->waiters.first) /* [R1] [R2] */
        vow_bell_ring_from_isr_(loop, &broadcast->bell);
}
