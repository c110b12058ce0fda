/* SPDX-License-Identifier: MIT */
/* Channels and for await, at both ends. */
#include "channel.h"
#include "generator.h"

static struct vow_promise *next(void *self, vow_value value, struct vow_promise *slot)
{
    static const struct vow_source_methods methods = { "channel receive", vow_wait_cancel_ };
    struct vow_channel_stream *state = self;

    (void)value;
    vow_wait_prepare_slot_(&state->waiter, &methods, slot);
    vow_channel_receiver_enter_(state->channel, &state->waiter);
    return slot;
}

struct vow_iterator vow_channel_receive_all(struct vow_channel_stream *state, struct vow_channel *channel)
{
    NOT_IN_HANDLER();
    /* No return(): between two rounds it holds nothing. */
    static const struct vow_iterator_methods methods = { .next = next };

    state->channel = channel;
    return vow_iterator_make(&methods, state);
}

const struct vow_source_methods vow_channel_place_methods_ = { "channel send", vow_wait_cancel_ };

/* What vow_channel_send_all holds: a place in the channel, and the iterator until the loop over it has begun. */
struct sending {
    struct vow_channel *channel;
    struct vow_iterator *iterator;
    bool has_place;
};

static void take_place(struct sending *sending)
{
    struct wait wait;

    vow_wait_prepare_(&wait, &vow_channel_place_methods_);
    vow_channel_sender_enter_(sending->channel, &wait.waiter);
    vow_wait_(&wait, NULL);
    sending->has_place = true;
}

static void close_iterator(struct vow_iterator *iterator)
{
    struct vow_promise slot;

    vow_iterator_close_(iterator, &slot, VOW_COMPLETION_THROW);
    if (iterator->methods->release)
        iterator->methods->release(iterator->self);
}

static void let_go(void *argument)
{
    struct sending *sending = argument;

    if (sending->iterator)
        close_iterator(sending->iterator);
    if (!sending->has_place)
        return;
    channel_give_place_back(sending->channel);
    vow_channel_serve_(sending->channel);
}

void vow_channel_send_all(struct vow_channel *channel, struct vow_iterator iterator)
{
    NOT_IN_HANDLER();
    struct sending sending = { channel, &iterator, false };
    VOW_DEFER(let_go, &sending);

    take_place(&sending);
    sending.iterator = NULL;
    VOW_FOR_AWAIT(item, iterator) {
        sending.has_place = false;
        channel_put_in_place(channel, item.value);
        vow_channel_serve_(channel);
        take_place(&sending);
    }
}
