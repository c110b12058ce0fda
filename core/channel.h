/* SPDX-License-Identifier: MIT */
/* What the files of channels share. */
#ifndef VOW_CORE_CHANNEL_H
#define VOW_CORE_CHANNEL_H

#include "wait.h"

#include <vow/channel.h>

/* A sender's waiter that asks for a place instead of bringing an item. */
#define PLACE_ONLY(waiter) ((waiter)->source.methods == &vow_channel_place_methods_)
extern const struct vow_source_methods vow_channel_place_methods_ WEAK;

/* Handlers send, too: everything that counts places is masked (about 10 instructions). */
static inline bool channel_take_place(struct vow_channel *channel)
{
    uintptr_t state = vow_arch_irq_save();
    bool has_room = channel->count + channel->reserved < channel->capacity;

    if (has_room)
        channel->reserved++;
    vow_arch_irq_restore(state);
    return has_room;
}

static inline void channel_put(struct vow_channel *channel, vow_value item)
{
    unsigned index = channel->first + channel->count;

    channel->items[index < channel->capacity ? index : index - channel->capacity] = item;
    channel->count++;
}

static inline void channel_put_in_place(struct vow_channel *channel, vow_value item)
{
    uintptr_t state = vow_arch_irq_save();

    channel->reserved--;
    channel_put(channel, item);
    vow_arch_irq_restore(state);
}

static inline void channel_give_place_back(struct vow_channel *channel)
{
    uintptr_t state = vow_arch_irq_save();

    channel->reserved--;
    vow_arch_irq_restore(state);
}

/* Items to receivers, places to senders, until one side waits for the other. */
void vow_channel_serve_(struct vow_channel *channel);

#endif
