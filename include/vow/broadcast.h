/* SPDX-License-Identifier: MIT */
/* Broadcasts: every item to every subscriber. */
#ifndef VOW_BROADCAST_H
#define VOW_BROADCAST_H

#include <vow/iterate.h>
#include <vow/loop.h>
#include <vow/waiting.h>

VOW_BEGIN_DECLARATIONS

/* Rules for broadcasts
 *  - A subscriber receives every item that is published after it was made, once, in order. Publishing never waits: the last `capacity`
 *    items are kept, and a subscriber that is further behind goes on with the oldest of them and is told how many it has missed.
 *  - A subscriber is a place in the stream, of the caller's memory, and nothing has to be undone when it is not used any more. One task
 *    at a time receives through it.
 *  - Closed, it takes nothing more, and subscribers are told when they have received what is kept. Belongs to one loop; handlers of any
 *    priority that Vow masks (VOW_CONFIG_MASK_PRIORITY) may publish: then its memory is in use until the loop has had a turn after the last of
 *    them. Private. */
struct vow_broadcast {
    vow_value *items;
    uint16_t capacity, head;  /* head: the place of the next item */
    uint32_t published;       /* modulo 2^32 */
    bool closed;
    struct vow_wait_queue waiters;
    struct vow_bell bell;
};

struct vow_subscriber {
    struct vow_broadcast *broadcast;
    uint32_t received, missed;
};

/** Makes it anew, open and empty; nobody may wait, and the loop must have had a turn since a handler last used it.
 *  @param capacity  1 to 65535   @memory borrows items   @context init, task, loop   @suspends no   @cancel - */
void vow_broadcast_init(struct vow_broadcast *broadcast, vow_value *items, uint16_t capacity);

/** Publishes an item; of a closed one, does nothing. Who waits is woken in the order in which they came.
 *  @context task, loop   @suspends no   @cancel - */
void vow_broadcast_publish(struct vow_broadcast *broadcast, vow_value item);

/** The same from a handler of any priority that Vow masks: masks interrupts for about 20 instructions. Who waits gets the item in a
 *  macrotask; if more than `capacity` come before that, the oldest are missed, and counted, as by any subscriber.
 *  @param loop  the loop of those who wait   @context isr; task and loop too   @suspends no   @cancel - */
void vow_broadcast_publish_from_isr(struct vow_loop *loop, struct vow_broadcast *broadcast, vow_value item);

/** @context task, loop   @suspends no   @cancel - */
void vow_broadcast_close(struct vow_broadcast *broadcast);

/** A subscriber from now on.   @memory borrows broadcast   @context task, loop   @suspends no   @cancel - */
struct vow_subscriber vow_broadcast_subscribe(struct vow_broadcast *broadcast);

/** Receives the next item.
 *  @param item  may be NULL   @return false: it is closed, and nothing is left
 *  @context task   @suspends if there is none   @cancel strict: an item that was handed over is returned */
bool vow_subscriber_receive(struct vow_subscriber *subscriber, vow_value *item);

/** How many items were overwritten before it could receive them, until its last receive.   @context any   @suspends no */
static inline uint32_t vow_subscriber_missed(const struct vow_subscriber *subscriber) { return subscriber->missed; }

/* Private. */
struct vow_subscriber_stream {
    struct vow_subscriber *subscriber;
    struct vow_waiter waiter;
};

/** An async iterable of what is received, for VOW_FOR_AWAIT, until it is closed.
 *  @param state  must live as long as the loop
 *  @memory borrows all   @context task, loop   @suspends no   @cancel strict */
struct vow_iterator vow_subscriber_receive_all(struct vow_subscriber_stream *state, struct vow_subscriber *subscriber);

VOW_END_DECLARATIONS

#endif
