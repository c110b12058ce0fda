/* SPDX-License-Identifier: MIT */
#include "broadcast.h"

static const struct vow_source_methods methods = { "broadcast", vow_wait_cancel_ };

void vow_broadcast_init(struct vow_broadcast *broadcast, vow_value *items, uint16_t capacity)
{
    NOT_IN_HANDLER();
    ASSERT(capacity, "vow_broadcast_init: a broadcast keeps at least one item");
    *broadcast = (struct vow_broadcast){ .items = items, .capacity = capacity };
}

/* How many items it has before it, after those that it has missed. */
static uint32_t ahead(struct vow_subscriber *subscriber)
{
    const struct vow_broadcast *broadcast = subscriber->broadcast;
    uint32_t count = *(const volatile uint32_t *)&broadcast->published - subscriber->received;

    if (count > broadcast->capacity) {
        subscriber->missed += count - broadcast->capacity;
        subscriber->received += count - broadcast->capacity;
        count = broadcast->capacity;
    }
    return count;
}

/* The next item, which it has not received by that. Handlers publish, too: masked (about 25 instructions). */
static bool look(struct vow_subscriber *subscriber, vow_value *item)
{
    const struct vow_broadcast *broadcast = subscriber->broadcast;
    uintptr_t state = vow_arch_irq_save();
    uint32_t count = ahead(subscriber);

    if (count)
        *item = broadcast->items[count <= broadcast->head ? broadcast->head - count : broadcast->head + broadcast->capacity - count];
    vow_arch_irq_restore(state);
    return count;
}

/* Who came first has received no more than those behind him. */
static void serve(struct vow_broadcast *broadcast)
{
    struct vow_waiter *first;

    while ((first = broadcast->waiters.first) != NULL) {
        struct vow_subscriber *subscriber = first->value.p;
        vow_value item;

        if (look(subscriber, &item))
            subscriber->received += vow_wait_end_(first, VOW_ITEM, item);
        else if (broadcast->closed)
            vow_wait_end_(first, VOW_DONE, VOW_UNDEFINED);
        else
            break;
    }
}

static void rung(struct vow_reaction *reaction)
{
    struct vow_broadcast *broadcast = CONTAINER_OF(reaction, struct vow_broadcast, bell.reaction);

    vow_bell_arm_again_(&broadcast->bell);
    serve(broadcast);
}

void vow_broadcast_publish(struct vow_broadcast *broadcast, vow_value item)
{
    NOT_IN_HANDLER();
    broadcast_put(broadcast, item);
    serve(broadcast);
}

void vow_broadcast_close(struct vow_broadcast *broadcast)
{
    NOT_IN_HANDLER();
    *(volatile bool *)&broadcast->closed = true;
    serve(broadcast);
}

struct vow_subscriber vow_broadcast_subscribe(struct vow_broadcast *broadcast)
{
    NOT_IN_HANDLER();
    return (struct vow_subscriber){ .broadcast = broadcast, .received = *(const volatile uint32_t *)&broadcast->published };
}

void vow_subscriber_enter_(struct vow_subscriber *subscriber, struct vow_waiter *waiter)
{
    struct vow_broadcast *broadcast = subscriber->broadcast;

    waiter->value = vow_pointer(subscriber);
    BELL_IS_FOR(&broadcast->bell, &broadcast->waiters);
    bell_arm(&broadcast->bell, rung);
    vow_wait_enter_(&broadcast->waiters, waiter);
    serve(broadcast);
}

bool vow_subscriber_receive(struct vow_subscriber *subscriber, vow_value *item)
{
    NOT_IN_HANDLER();
    struct wait wait;
    vow_value next;

    if (look(subscriber, &next)) {
        subscriber->received++;
        if (item)
            *item = next;
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
