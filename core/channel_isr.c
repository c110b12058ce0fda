/* SPDX-License-Identifier: MIT */
/* Channels, the side of handlers: the item goes into the ring, and the loop hands it on. */
#include "channel.h"

#include <vow/irq.h>

bool vow_channel_send_from_isr(struct vow_loop *loop, struct vow_channel *channel, vow_value item)
{
    uintptr_t state;
    bool has_room;

    VOW_IRQ_BELOW_MASK();
    state = vow_arch_irq_save(); /* 20 instructions */
    has_room = !channel->closed && channel->count + channel->reserved < channel->capacity;
    if (has_room)
        channel_put(channel, item); /* [R1] */
    vow_arch_irq_restore(state);
    if (has_room && *(struct vow_waiter *const volatile *)&channel->receivers.first) /* [R2] */
        vow_bell_ring_from_isr_(loop, &channel->bell);
    return has_room;
}
