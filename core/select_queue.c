/* SPDX-License-Identifier: MIT */
/* The cases of select that wait in queues. */
#include "select.h"

/* A case's waiter has no source of its own to be cancelled, but a name. */
static const struct vow_source_methods no_source = { "select", NULL };

static struct vow_case make(const struct vow_case_methods *methods, void *object, vow_value value)
{
    struct vow_case one = case_make(methods, object);

    one.at.waiter.queue = NULL;
    one.at.waiter.value = value;
    return one;
}

static struct vow_waiter *waiter_of(struct vow_case *one)
{
    one->at.waiter.source.methods = &no_source;
    one->at.waiter.selection = one->selection;
    return &one->at.waiter;
}

static bool withdraw(struct vow_case *one)
{
    vow_wait_leave_(&one->at.waiter);
    return true;
}

static void receive(struct vow_case *one) { vow_channel_receiver_enter_(one->object, waiter_of(one)); }
static void send(struct vow_case *one) { vow_channel_sender_enter_(one->object, waiter_of(one)); }
static void lock(struct vow_case *one) { vow_mutex_enter_(one->object, waiter_of(one)); }
static void acquire(struct vow_case *one) { vow_semaphore_enter_(one->object, waiter_of(one)); }
static void wait_for_event(struct vow_case *one) { vow_event_enter_(one->object, waiter_of(one)); }
static void listen(struct vow_case *one) { vow_subscriber_enter_(one->object, waiter_of(one)); }

struct vow_case vow_case_receive(struct vow_channel *channel)
{
    NOT_IN_HANDLER();
    static const struct vow_case_methods methods = { receive, withdraw, NULL };

    return make(&methods, channel, VOW_UNDEFINED);
}

struct vow_case vow_case_send(struct vow_channel *channel, vow_value item)
{
    NOT_IN_HANDLER();
    static const struct vow_case_methods methods = { send, withdraw, NULL };

    return make(&methods, channel, item);
}

struct vow_case vow_case_lock(struct vow_mutex *mutex)
{
    NOT_IN_HANDLER();
    static const struct vow_case_methods methods = { lock, withdraw, NULL };

    return make(&methods, mutex, VOW_UNDEFINED);
}

struct vow_case vow_case_acquire(struct vow_semaphore *semaphore)
{
    NOT_IN_HANDLER();
    static const struct vow_case_methods methods = { acquire, withdraw, NULL };

    return make(&methods, semaphore, VOW_UNDEFINED);
}

struct vow_case vow_case_event(struct vow_event *event)
{
    NOT_IN_HANDLER();
    static const struct vow_case_methods methods = { wait_for_event, withdraw, NULL };

    return make(&methods, event, VOW_UNDEFINED);
}

struct vow_case vow_case_subscriber(struct vow_subscriber *subscriber)
{
    NOT_IN_HANDLER();
    static const struct vow_case_methods methods = { listen, withdraw, NULL };

    return make(&methods, subscriber, VOW_UNDEFINED);
}
