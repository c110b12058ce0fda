/* SPDX-License-Identifier: MIT */
/* What tasks and handlers share: channels, events and semaphores. */
#include "inject.h"

#include <vow/cancel.h>
#include <vow/channel.h>
#include <vow/event.h>
#include <vow/semaphore.h>

VOW_CHANNEL_DEFINE(items, 2);
static struct vow_event event;
static struct vow_semaphore permits;
static struct vow_promise *receiver;

static void open(void)
{
    vow_channel_init(&items, items_items, 2);
    vow_event_init(&event);
    vow_semaphore_init(&permits, 1);
}

static void item_arrives(void) { vow_channel_send_from_isr(&vow_main_loop, &items, vow_int(7)); }
static void event_arrives(void) { vow_event_set_from_isr(&vow_main_loop, &event); }

static void receive_one(void) { vow_channel_receive(&items, &inject_value); }
static bool got_7(void) { return inject_value.i == 7 && vow_channel_count(&items) == 0; }

/* One is there before. */
static void receive_two(void)
{
    vow_value first;

    vow_channel_send(&items, vow_int(3));
    vow_channel_receive(&items, &first);
    vow_channel_receive(&items, &inject_value);
    inject_value.i += first.i;
}
static bool got_3_and_7(void) { return inject_value.i == 10 && vow_channel_count(&items) == 0; }

static vow_value receives(void *unused)
{
    vow_value item;

    (void)unused;
    vow_channel_receive(&items, &item);
    inject_calls++;
    return item;
}
static const struct vow_async_function receives_fn = VOW_ASYNC_FUNCTION(receives, 0, 640);

static void call_receiver(void)
{
    open();
    receiver = vow_call(&receives_fn, NULL, 0);
}

static void cancel_receiver(void)
{
    vow_promise_cancel(receiver);
    vow_await_result(receiver, &inject_value);
}

/* The handler's part is another task's, so that the interrupt arrives behind it, too. */
static void send_as_handlers_do(void)
{
    inject_handler_begins();
    item_arrives();
    inject_handler_ends();
    inject_value = vow_await(receiver);
}

static void set_as_handlers_do(void)
{
    inject_handler_begins();
    event_arrives();
    inject_handler_ends();
    vow_await(receiver);
}

/* The item was received, or is still there. */
static bool item_is_somewhere(void)
{
    if (inject_calls)
        return got_7();
    return inject_value.e == &vow_error_cancelled && vow_channel_try_receive(&items, &inject_value) && got_7();
}

/* There is no place for the third one until the other task has taken one. */
static void open_full(void)
{
    open();
    vow_channel_send(&items, vow_int(1));
    vow_channel_send(&items, vow_int(2));
}

static vow_value receives_later(void *unused)
{
    vow_await_value(VOW_UNDEFINED);
    return receives(unused);
}
static const struct vow_async_function receives_later_fn = VOW_ASYNC_FUNCTION(receives_later, 0, 640);

static void send_to_full(void)
{
    receiver = vow_call(&receives_later_fn, NULL, 0);
    vow_channel_send(&items, vow_int(3));
    inject_value = vow_await(receiver);
}

static bool two_are_left(void)
{
    return inject_calls == 1 && inject_value.i == 1 && vow_channel_try_receive(&items, &inject_value) && inject_value.i == 2
           && vow_channel_try_receive(&items, &inject_value) && inject_value.i == 3;
}

static void wait_for_event(void) { vow_event_wait(&event); }

static vow_value waits(void *unused)
{
    (void)unused;
    wait_for_event();
    return VOW_UNDEFINED;
}
static const struct vow_async_function waits_fn = VOW_ASYNC_FUNCTION(waits, 0, 640);

static void call_waiter(void)
{
    open();
    receiver = vow_call(&waits_fn, NULL, 0);
}

static bool is_set(void) { return vow_event_is_set(&event); }

static void permit_arrives(void) { vow_semaphore_release_from_isr(&vow_main_loop, &permits); }

/* One is there, one is the handler's. */
static void acquire_both(void)
{
    vow_semaphore_acquire(&permits);
    vow_semaphore_acquire(&permits);
}
static void release_and_acquire(void)
{
    vow_semaphore_acquire(&permits);
    vow_semaphore_release(&permits);
    acquire_both();
}
static bool has_no_permit(void) { return vow_semaphore_permits(&permits) == 0; }

static vow_value acquires(void *unused)
{
    (void)unused;
    acquire_both();
    return VOW_UNDEFINED;
}
static const struct vow_async_function acquires_fn = VOW_ASYNC_FUNCTION(acquires, 0, 640);

static void call_acquirer(void)
{
    open();
    receiver = vow_call(&acquires_fn, NULL, 0);
}

static void release_as_handlers_do(void)
{
    inject_handler_begins();
    permit_arrives();
    inject_handler_ends();
    vow_await(receiver);
}

const struct inject_operation inject_shared[] = {
    { .name = "receive", .prepare = open, .run = receive_one, .right = got_7, .arrive = item_arrives },
    { .name = "send and receive", .prepare = open, .run = receive_two, .right = got_3_and_7, .arrive = item_arrives },
    { .name = "cancel a receive", .prepare = call_receiver, .run = cancel_receiver, .right = item_is_somewhere, .arrive = item_arrives,
      .alternates = true },
    { .name = "receive what is sent later", .prepare = call_receiver, .run = send_as_handlers_do, .right = got_7, .alternates = true },
    { .name = "send to a full channel", .prepare = open_full, .run = send_to_full, .right = two_are_left },
    { .name = "wait for an event", .quick = true, .prepare = open, .run = wait_for_event, .right = is_set, .arrive = event_arrives },
    { .name = "wait for an event that is set later", .quick = true, .prepare = call_waiter, .run = set_as_handlers_do, .right = is_set, .alternates = true },
    { .name = "release and acquire", .prepare = open, .run = release_and_acquire, .right = has_no_permit, .arrive = permit_arrives },
    { .name = "acquire what is released later", .prepare = call_acquirer, .run = release_as_handlers_do, .right = has_no_permit, .alternates = true },
    { .name = NULL },
};
