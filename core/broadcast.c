/* SPDX-License-Identifier: MIT */
#include "wait.h"

#include <vow/broadcast.h>

static const struct vow_source_methods methods = { "broadcast", vow_wait_cancel_ };

void vow_broadcast_init(struct vow_broadcast *broadcast, vow_value *items, uint16_t capacity)
{
    NOT_IN_HANDLER();
    ASSERT(capacity, "vow_broadcast_init: a broadcast keeps at least one item");
    *broadcast = (struct vow_broadcast){ .items = items, .capacity = capacity };
}

/* Who waits has received all that was published before. */
void vow_broadcast_publish(struct vow_broadcast *broadcast, vow_value item)
{
    NOT_IN_HANDLER();
    struct vow_waiter *first;

    if (broadcast->closed)
        return;
    broadcast->items[broadcast->head] = item;
    if (++broadcast->head == broadcast->capacity)
        broadcast->head = 0;
    broadcast->published++;
    while ((first = broadcast->waiters.first) != NULL) {
        struct vow_subscriber *subscriber = first->value.p;

        if (vow_wait_end_(first, VOW_ITEM, item))
            subscriber->received++;
    }
}

void vow_broadcast_close(struct vow_broadcast *broadcast)
{
    NOT_IN_HANDLER();
    broadcast->closed = true;
    while (broadcast->waiters.first)
        vow_wait_end_(broadcast->waiters.first, VOW_DONE, VOW_UNDEFINED);
}

struct vow_subscriber vow_broadcast_subscribe(struct vow_broadcast *broadcast)
{
    NOT_IN_HANDLER();
    return (struct vow_subscriber){ .broadcast = broadcast, .received = broadcast->published };
}

/* How many items it has before it, after those that it has missed. */
static uint32_t ahead(struct vow_subscriber *subscriber)
{
    const struct vow_broadcast *broadcast = subscriber->broadcast;
    uint32_t count = broadcast->published - subscriber->received;

    if (count > broadcast->capacity) {
        subscriber->missed += count - broadcast->capacity;
        subscriber->received += count - broadcast->capacity;
        count = broadcast->capacity;
    }
    return count;
}

static vow_value oldest(const struct vow_broadcast *broadcast, uint32_t count)
{
    return broadcast->items[count <= broadcast->head ? broadcast->head - count
                                                     : broadcast->head + broadcast->capacity - count];
}

void vow_subscriber_enter_(struct vow_subscriber *subscriber, struct vow_waiter *waiter)
{
    struct vow_broadcast *broadcast = subscriber->broadcast;
    uint32_t count = ahead(subscriber);

    waiter->value = vow_pointer(subscriber);
    vow_wait_enter_(&broadcast->waiters, waiter);
    if (count)
        subscriber->received += vow_wait_end_(waiter, VOW_ITEM, oldest(broadcast, count));
    else if (broadcast->closed)
        vow_wait_end_(waiter, VOW_DONE, VOW_UNDEFINED);
}

bool vow_subscriber_receive(struct vow_subscriber *subscriber, vow_value *item)
{
    NOT_IN_HANDLER();
    uint32_t count = ahead(subscriber);
    struct wait wait;

    if (count) {
        if (item)
            *item = oldest(subscriber->broadcast, count);
        subscriber->received++;
        return true;
    }
    vow_wait_prepare_(&wait, &methods);
    vow_subscriber_enter_(subscriber, &wait.waiter);
    return vow_wait_(&wait, item) == VOW_ITEM;
}

static struct vow_promise *next(void *self, vow_value value, struct vow_promise *slot)
{
    struct vow_subscriber_stream *state = self;

    (void)value;
    vow_wait_prepare_slot_(&state->waiter, &methods, slot);
    vow_subscriber_enter_(state->subscriber, &state->waiter);
    return slot;
}

struct vow_iterator vow_subscriber_receive_all(struct vow_subscriber_stream *state, struct vow_subscriber *subscriber)
{
    NOT_IN_HANDLER();
    static const struct vow_iterator_methods iterator_methods = { .next = next };

    state->subscriber = subscriber;
    return vow_iterator_make(&iterator_methods, state);
}
