/* SPDX-License-Identifier: MIT */
/* Tasks that wait for each other: mutexes, conditions, the cases of a select, broadcasts. */
#include "inject.h"

#include <vow/cancel.h>
#include <vow/condition.h>
#include <vow/select.h>

static struct vow_mutex mutex;
static struct vow_condition changed;
static struct vow_channel channel;
static struct vow_event event;
static struct vow_semaphore permits;
static struct vow_broadcast broadcast;
static struct vow_subscriber subscriber;
static struct vow_promise *other;
static vow_value channel_items[1], published[2];
static bool ready;
static size_t chosen;

/* ---- mutexes and conditions */

/* It lets the other one wait for the mutex, and then for the change. */
static vow_value changes(void *unused)
{
    (void)unused;
    VOW_LOCK(&mutex);
    vow_await_value(VOW_UNDEFINED);
    ready = true;
    vow_condition_signal(&changed);
    inject_calls++;
    return VOW_UNDEFINED;
}
static const struct vow_async_function changes_fn = VOW_ASYNC_FUNCTION(changes, 0, 640);

static void call_changer(void)
{
    vow_mutex_init(&mutex);
    vow_condition_init(&changed);
    ready = false;
}

static void wait_for_change(void)
{
    VOW_LOCK(&mutex);
    other = vow_call(&changes_fn, NULL, 0);
    while (!ready)
        vow_condition_wait(&changed, &mutex);
    vow_await(other);
}

/* The mutex is handed over where the other one unlocks it. */
static void lock_after_other(void)
{
    other = vow_call(&changes_fn, NULL, 0);
    {
        VOW_LOCK(&mutex);
        vow_condition_broadcast(&changed);
    }
    vow_await(other);
}

static bool changed_once(void) { return inject_calls == 1 && ready && !vow_mutex_owner(&mutex) && !changed.waiters.first; }

/* ---- select: whoever loses is withdrawn, and keeps what it had to give */

enum { ITEM = 2, TIME, LAST, CASES, LATER_TICKS = 5 };

static void open_all(void)
{
    vow_channel_init(&channel, channel_items, 1);
    vow_event_init(&event);
    vow_semaphore_init(&permits, 0);
    vow_mutex_init(&mutex);
    vow_mutex_try_lock(&mutex);
}

static void select_one(vow_time deadline, struct vow_case last)
{
    static struct vow_case cases[CASES]; /* too large for a small stack */

    cases[0] = vow_case_lock(&mutex);
    cases[1] = vow_case_acquire(&permits);
    cases[ITEM] = vow_case_receive(&channel);
    cases[TIME] = vow_case_deadline(deadline);
    cases[LAST] = last;
    chosen = vow_select(cases, CASES);
    inject_value = cases[chosen].value;
}

static void item_arrives(void) { vow_channel_send_from_isr(&vow_main_loop, &channel, vow_int(7)); }
static void event_arrives(void) { vow_event_set_from_isr(&vow_main_loop, &event); }
static void select_item_or_event(void) { select_one(VOW_TIME_NEVER, vow_case_event(&event)); }
static void select_item_or_promise(void) { select_one(VOW_TIME_NEVER, vow_case_promise(inject_promise)); }

static bool nobody_waits(void)
{
    const bool right = !channel.receivers.first && !event.waiters.first && !permits.waiters.first && !mutex.waiters.first;

    vow_mutex_unlock(&mutex);
    return right && !vow_mutex_owner(&mutex);
}
static bool got_item(void) { return nobody_waits() && chosen == ITEM && inject_value.i == 7 && vow_channel_count(&channel) == 0; }
static bool got_last(void) { return nobody_waits() && chosen == LAST && vow_channel_count(&channel) == 0; }
static bool item_is_left(void)
{
    return nobody_waits() && (chosen == ITEM || chosen == LAST) && vow_channel_count(&channel) == (chosen == LAST);
}

/* In a task of its own, so that the interrupt arrives behind the wait, too. */
static vow_value selects_item(void *unused)
{
    (void)unused;
    select_item_or_event();
    return VOW_UNDEFINED;
}
static const struct vow_async_function selects_item_fn = VOW_ASYNC_FUNCTION(selects_item, 0, 640);

static vow_value selects_promise(void *promise)
{
    select_one(VOW_TIME_NEVER, vow_case_promise(*(struct vow_promise **)promise));
    return VOW_UNDEFINED;
}
static const struct vow_async_function selects_promise_fn = VOW_ASYNC_FUNCTION(selects_promise, 1, 640);

static void call_selector(void)
{
    open_all();
    other = vow_call(&selects_item_fn, NULL, 0);
}

static void send_as_handlers_do(void)
{
    inject_handler_begins();
    item_arrives();
    inject_handler_ends();
    vow_await(other);
}

static void select_settled_later(void)
{
    struct vow_promise *promise = vow_promise_retain(vow_promise_new(NULL));

    other = vow_call(&selects_promise_fn, &promise, sizeof promise);
    vow_promise_resolve(promise, VOW_UNDEFINED);
    vow_await(other);
    vow_promise_release(promise);
}

static void cancel_select(void)
{
    vow_promise_cancel(other);
    vow_await_result(other, &inject_value);
}

/* The item is not lost. */
static bool is_cancelled_or_got_item(void)
{
    if (inject_value.e != &vow_error_cancelled)
        return got_item();
    return nobody_waits() && vow_channel_count(&channel) == 1;
}

static vow_value waits_for_ever(void *unused)
{
    (void)unused;
    return vow_await(vow_promise_new(NULL));
}
static const struct vow_async_function waits_for_ever_fn = VOW_ASYNC_FUNCTION(waits_for_ever, 0, 640);

/* As the tick's handler does, in the turn after this one. */
static void let_time_pass(void *unused)
{
    (void)unused;
    vow_loop_tick_from_isr(&vow_main_loop, LATER_TICKS);
}

/* The operation is begun, loses, and is cancelled. */
static void select_time(void)
{
    vow_queue_microtask(let_time_pass, NULL);
    select_one(vow_clock_now() + 3, vow_case_operation(vow_call(&waits_for_ever_fn, NULL, 0)));
}
static bool time_won(void) { return nobody_waits() && chosen == TIME; }

/* ---- broadcasts */

static void subscribe(void)
{
    vow_broadcast_init(&broadcast, published, 2);
    subscriber = vow_broadcast_subscribe(&broadcast);
}

static void publication_arrives(void) { vow_broadcast_publish_from_isr(&vow_main_loop, &broadcast, vow_int(7)); }

static void receive_publication(void) { vow_subscriber_receive(&subscriber, &inject_value); }
static bool got_7(void) { return inject_value.i == 7 && vow_subscriber_missed(&subscriber) == 0 && !broadcast.waiters.first; }

/* The handler's item is before, between or behind the task's own. */
static void publish_and_receive(void)
{
    vow_value item;

    vow_broadcast_publish(&broadcast, vow_int(1));
    vow_subscriber_receive(&subscriber, &item);
    vow_broadcast_publish(&broadcast, vow_int(20));
    vow_subscriber_receive(&subscriber, &inject_value);
    inject_value.i += item.i;
    vow_subscriber_receive(&subscriber, &item);
    inject_value.i += item.i;
}
static bool got_all(void) { return inject_value.i == 28 && vow_subscriber_missed(&subscriber) == 0; }

static vow_value receives(void *unused)
{
    vow_value item;

    (void)unused;
    vow_subscriber_receive(&subscriber, &item);
    return item;
}
static const struct vow_async_function receives_fn = VOW_ASYNC_FUNCTION(receives, 0, 640);

static void call_receiver(void)
{
    subscribe();
    other = vow_call(&receives_fn, NULL, 0);
}

static void publish_as_handlers_do(void)
{
    inject_handler_begins();
    publication_arrives();
    inject_handler_ends();
    inject_value = vow_await(other);
}

const struct inject_operation inject_waits[] = {
    { .name = "wait for a condition", .prepare = call_changer, .run = wait_for_change, .right = changed_once },
    { .name = "lock behind another", .prepare = call_changer, .run = lock_after_other, .right = changed_once },
    { .name = "select an item", .prepare = open_all, .run = select_item_or_event, .right = got_item, .arrive = item_arrives },
    { .name = "select an event", .prepare = open_all, .run = select_item_or_event, .right = got_last, .arrive = event_arrives },
    { .name = "select an item or a promise", .prepare = open_all, .run = select_item_or_promise, .right = item_is_left, .arrive = item_arrives },
    { .name = "select what is sent later", .quick = true, .prepare = call_selector, .run = send_as_handlers_do, .right = got_item },
    { .name = "select what settles later", .prepare = open_all, .run = select_settled_later, .right = got_last },
    { .name = "select a time", .prepare = open_all, .run = select_time, .right = time_won, .ticks = LATER_TICKS, .alternates = true },
    { .name = "cancel a select", .prepare = call_selector, .run = cancel_select, .right = is_cancelled_or_got_item, .arrive = item_arrives,
      .alternates = true },
    { .name = "receive what is published", .prepare = subscribe, .run = receive_publication, .right = got_7, .arrive = publication_arrives },
    { .name = "publish and receive", .prepare = subscribe, .run = publish_and_receive, .right = got_all, .arrive = publication_arrives },
    { .name = "receive what is published later", .quick = true, .prepare = call_receiver, .run = publish_as_handlers_do, .right = got_7 },
    { .name = NULL },
};
