/* SPDX-License-Identifier: MIT */
/* Events, the side of handlers. */
#include "wait.h"

#include <vow/event.h>

void vow_event_set_from_isr(struct vow_loop *loop, struct vow_event *event)
{
    *(volatile bool *)&event->set = true; /* [R1] */
    if (*(struct vow_waiter *const volatile *)&event->waiters.first) /* [R2] */
        vow_bell_ring_from_isr_(loop, &event->bell);
}
