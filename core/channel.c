/* SPDX-License-Identifier: MIT */
/* Channels. An item always goes through the ring, so that it stays there if the receiver that it was meant for has been told of
 * something else meanwhile; a sender gets its place before it is told, so that no handler takes it. */
#include "channel.h"

const struct vow_error vow_error_channel_closed = { "ChannelError", "the channel is closed", -60 };

void vow_channel_init(struct vow_channel *channel, vow_value *items, uint16_t capacity)
{
    NOT_IN_HANDLER();
    ASSERT(capacity, "vow_channel_init: a channel holds at least one item");
    *channel = (struct vow_channel){ .items = items, .capacity = capacity };
}

static void drop_first(struct vow_channel *channel)
{
    uintptr_t state = vow_arch_irq_save(); /* 8 instructions */

    channel->count--;
    if (++channel->first == channel->capacity)
        channel->first = 0;
    vow_arch_irq_restore(state);
}

static void serve_receiver(struct vow_channel *channel)
{
    if (vow_wait_end_(channel->receivers.first, VOW_ITEM, channel->items[channel->first]))
        drop_first(channel);
}

static void serve_sender(struct vow_channel *channel)
{
    struct vow_waiter *sender = channel->senders.first;

    if (!vow_wait_end_(sender, VOW_FULFILLED, VOW_UNDEFINED))
        channel_give_place_back(channel);
    else if (!PLACE_ONLY(sender))
        channel_put_in_place(channel, sender->value);
}

static void refuse(struct vow_wait_queue *queue, unsigned status, vow_value value)
{
    while (queue->first)
        vow_wait_end_(queue->first, status, value);
}

void vow_channel_serve_(struct vow_channel *channel)
{
    for (;;) {
        if (channel->receivers.first && vow_channel_count(channel))
            serve_receiver(channel);
        else if (channel->senders.first && !channel->closed && channel_take_place(channel))
            serve_sender(channel);
        else
            break;
    }
    if (!channel->closed)
        return;
    refuse(&channel->senders, VOW_REJECTED, vow_error_value(&vow_error_channel_closed));
    if (!channel->reserved)
        refuse(&channel->receivers, VOW_DONE, VOW_UNDEFINED);
}

static void rung(struct vow_reaction *reaction)
{
    struct vow_channel *channel = CONTAINER_OF(reaction, struct vow_channel, bell.reaction);

    vow_bell_arm_again_(&channel->bell);
    vow_channel_serve_(channel);
}

void vow_channel_receiver_enter_(struct vow_channel *channel, struct vow_waiter *waiter)
{
    BELL_IS_FOR(&channel->bell, &channel->receivers);
    bell_arm(&channel->bell, rung);
    vow_wait_enter_(&channel->receivers, waiter);
    vow_channel_serve_(channel);
}

void vow_channel_sender_enter_(struct vow_channel *channel, struct vow_waiter *waiter)
{
    vow_wait_enter_(&channel->senders, waiter);
    vow_channel_serve_(channel);
}

/* While there is room nobody waits to send. */
bool vow_channel_try_send(struct vow_channel *channel, vow_value item)
{
    NOT_IN_HANDLER();
    if (channel->closed || !channel_take_place(channel))
        return false;
    channel_put_in_place(channel, item);
    vow_channel_serve_(channel);
    return true;
}

void vow_channel_send(struct vow_channel *channel, vow_value item)
{
    NOT_IN_HANDLER();
    static const struct vow_source_methods methods = { "channel send", vow_wait_cancel_ };
    struct wait wait;

    if (vow_channel_try_send(channel, item))
        return;
    vow_wait_prepare_(&wait, &methods);
    wait.waiter.value = item;
    vow_channel_sender_enter_(channel, &wait.waiter);
    vow_wait_(&wait, NULL);
}

/* An item of a handler's may belong to somebody who waits and has not been told yet. */
bool vow_channel_try_receive(struct vow_channel *channel, vow_value *item)
{
    NOT_IN_HANDLER();
    if (channel->receivers.first || !vow_channel_count(channel))
        return false;
    if (item)
        *item = channel->items[channel->first];
    drop_first(channel);
    vow_channel_serve_(channel);
    return true;
}

bool vow_channel_receive(struct vow_channel *channel, vow_value *item)
{
    NOT_IN_HANDLER();
    static const struct vow_source_methods methods = { "channel receive", vow_wait_cancel_ };
    struct wait wait;

    if (vow_channel_try_receive(channel, item))
        return true;
    vow_wait_prepare_(&wait, &methods);
    vow_channel_receiver_enter_(channel, &wait.waiter);
    return vow_wait_(&wait, item) == VOW_ITEM;
}

void vow_channel_close(struct vow_channel *channel)
{
    NOT_IN_HANDLER();
    *(volatile bool *)&channel->closed = true;
    vow_channel_serve_(channel);
}
