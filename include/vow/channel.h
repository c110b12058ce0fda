/* SPDX-License-Identifier: MIT */
/* Channels: items from one task, or handler, to another. */
#ifndef VOW_CHANNEL_H
#define VOW_CHANNEL_H

#include <vow/iterate.h>
#include <vow/loop.h>
#include <vow/waiting.h>

VOW_BEGIN_DECLARATIONS

/* Rules for channels
 *  - An item is one word, and is received once, in the order of sending. What it points to belongs to whoever the two ends agree on.
 *  - It holds up to `capacity` items, at least 1. Senders wait for room and receivers for items, first come, first served.
 *  - Closed, it takes nothing more: who waits to send is refused, what is in it is still received, and then receivers are told.
 *  - Any number of tasks at both ends, and handlers of any priority that Vow masks (VOW_CONFIG_MASK_PRIORITY) at the sending one: then its
 *    memory is in use until the loop has had a turn after the last of them. A channel belongs to one loop. Private. */
struct vow_channel {
    vow_value *items;
    uint16_t capacity, first, count;
    uint16_t reserved;                /* places that are kept for senders in vow_channel_send_all */
    bool closed;
    struct vow_wait_queue senders, receivers;
    struct vow_bell bell;
};

extern const struct vow_error vow_error_channel_closed; /* ChannelError: a send to a closed channel */

/** Defines a channel with its storage, at file scope: VOW_CHANNEL_DEFINE(readings, 8); */
#define VOW_CHANNEL_DEFINE(name, capacity)                                                                       \
    static vow_value name##_items[capacity];                                                                     \
    struct vow_channel name = { name##_items, capacity, 0, 0, 0, 0, { 0, 0 }, { 0, 0 },                  \
                                        { { { 0, 0, 0, 0 }, { 0 }, 0 }, { { 0, 0, 0, 0 }, 0 } } }

/** Makes it anew, open and empty; nobody may wait, and the loop must have had a turn since a handler last used it.
 *  @param capacity  1 to 65535   @memory borrows items   @context init, task, loop   @suspends no   @cancel - */
void vow_channel_init(struct vow_channel *channel, vow_value *items, uint16_t capacity);

/** Sends an item.
 *  @errors vow_error_channel_closed is thrown: it was not sent
 *  @context task   @suspends if there is no room, or others wait for it   @cancel strict: a send that is cut short was not sent */
void vow_channel_send(struct vow_channel *channel, vow_value item);

/** @return false if it is full or closed: nothing was sent   @context task, loop   @suspends no   @cancel - */
bool vow_channel_try_send(struct vow_channel *channel, vow_value item);

/** The same from a handler of any priority that Vow masks: masks interrupts for about 20 instructions. Who waits gets the item in a macrotask.
 *  @param loop  the loop of the receivers   @context isr; task and loop too   @suspends no   @cancel - */
bool vow_channel_send_from_isr(struct vow_loop *loop, struct vow_channel *channel, vow_value item);

/** Receives an item.
 *  @param item  may be NULL   @return false: it is closed, and nothing is left
 *  @context task   @suspends if it is empty, or others wait   @cancel strict: an item that was handed over is returned */
bool vow_channel_receive(struct vow_channel *channel, vow_value *item);

/** @return false if there is none   @context task, loop   @suspends no   @cancel - */
bool vow_channel_try_receive(struct vow_channel *channel, vow_value *item);

/** A second time does nothing.   @context task, loop   @suspends no   @cancel - */
void vow_channel_close(struct vow_channel *channel);

/** Items that are in it, and whether it was closed.   @context any   @suspends no */
static inline unsigned vow_channel_count(const struct vow_channel *channel)
{
    return *(const volatile uint16_t *)&channel->count;
}
static inline bool vow_channel_closed(const struct vow_channel *channel)
{
    return *(const volatile bool *)&channel->closed;
}

/* Private. */
struct vow_channel_stream {
    struct vow_channel *channel;
    struct vow_waiter waiter;
};

/** An async iterable of what is received, for VOW_FOR_AWAIT; done when the channel is closed and nothing is left. Leaving the loop
 *  leaves the channel as it is.
 *  @param state  must live as long as the loop
 *  @memory borrows all   @context task, loop   @suspends no   @cancel strict */
struct vow_iterator vow_channel_receive_all(struct vow_channel_stream *state, struct vow_channel *channel);

/** Sends everything that an async iterator gives, until it is done. An item is asked for when there is a place for it.
 *  @errors vow_error_channel_closed, and what the iterator throws; the iterator is closed
 *  @memory consumes iterator   @context task   @suspends yes   @cancel stops the iterator, which is closed; every item that
 *  it has given was sent */
void vow_channel_send_all(struct vow_channel *channel, struct vow_iterator iterator);

VOW_END_DECLARATIONS

#endif
