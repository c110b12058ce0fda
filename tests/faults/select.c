/* SPDX-License-Identifier: MIT */
/* select, cancelled at each await: what lost took nothing, also where the winner has come and the task has not run. */
#include "points.h"

#include <vow/group.h>
#include <vow/select.h>

enum kind { RECEIVE, SEND, LOCK, ACQUIRE, EVENT, SUBSCRIBER, PROMISE, OPERATION, TIMEOUT, KINDS };

static struct vow_channel readings, full;
static struct vow_mutex mutex;
static struct vow_semaphore permits;
static struct vow_event event;
static struct vow_broadcast broadcast;
static struct vow_subscriber subscriber;
static struct vow_promise *promise;
static vow_value places[1], full_places[1], published[2];
static enum kind won;
static bool sent;

static void begin_anew(void *context)
{
    (void)context;
    vow_channel_init(&readings, places, 1);
    vow_channel_init(&full, full_places, 1);
    vow_channel_try_send(&full, vow_int(0));
    vow_mutex_init(&mutex);
    vow_semaphore_init(&permits, 0);
    vow_event_init(&event);
    vow_broadcast_init(&broadcast, published, 2);
    subscriber = vow_broadcast_subscribe(&broadcast);
    sent = false;
}

static const char *nothing_is_lost(void *context)
{
    vow_value item;

    (void)context;
    if (readings.receivers.first || full.senders.first || mutex.waiters.first || permits.waiters.first || event.waiters.first
        || broadcast.waiters.first)
        return "somebody is still in a queue";
    if (sent) /* it was received, or is there */
        vow_channel_try_receive(&readings, &item);
    vow_channel_send(&readings, vow_int(7));
    return vow_channel_receive(&readings, &item) && item.i == 7 ? NULL : "the channel does not work any more";
}

ASYNC(slow)
{
    VOW_TRY_FINALLY {
        vow_sleep_ms(4);
    } VOW_FINALLY {
        vow_sleep_ms(1);
    } VOW_END
    return VOW_UNDEFINED;
}

static struct vow_case cases[KINDS]; /* a small stack has no room for them */

/* What is got is given back, as a program must. */
ASYNC(selects)
{
    size_t winner;

    cases[RECEIVE] = vow_case_receive(&readings);
    cases[SEND] = vow_case_send(&full, vow_int(3));
    cases[LOCK] = vow_case_lock(&mutex);
    cases[ACQUIRE] = vow_case_acquire(&permits);
    cases[EVENT] = vow_case_event(&event);
    cases[SUBSCRIBER] = vow_case_subscriber(&subscriber);
    cases[PROMISE] = vow_case_promise(promise);
    cases[OPERATION] = vow_case_operation(call(slow));
    cases[TIMEOUT] = vow_case_timeout_ms(3);
    winner = vow_select(cases, KINDS);
    if (winner == LOCK)
        vow_mutex_unlock(&mutex);
    EXPECT(winner != RECEIVE || cases[RECEIVE].value.i == 5);
    vow_sleep_ms(1);
    return VOW_UNDEFINED;
}

static void let_win(enum kind kind)
{
    vow_value item;

    if (kind == RECEIVE)
        sent = vow_channel_try_send(&readings, vow_int(5));
    else if (kind == SEND)
        vow_channel_try_receive(&full, &item);
    else if (kind == ACQUIRE)
        vow_semaphore_release(&permits);
    else if (kind == EVENT)
        vow_event_set(&event);
    else if (kind == SUBSCRIBER)
        vow_broadcast_publish(&broadcast, vow_int(5));
    else if (kind == PROMISE)
        vow_promise_resolve(vow_promise_retain(promise), VOW_UNDEFINED);
}

static void drop(void *place)
{
    struct vow_promise **dropped = place;

    if (vow_promise_status(*dropped) == VOW_PENDING)
        vow_promise_resolve(vow_promise_retain(*dropped), VOW_UNDEFINED);
    vow_promise_release(*dropped);
}

ASYNC(lets_one_win)
{
    promise = vow_promise_new("case");
    VOW_DEFER(drop, &promise);
    VOW_GROUP(both) {
        VOW_LOCK(&mutex);
        vow_group_call(&both, &selects_fn, NULL, 0);
        vow_sleep_ms(1);
        let_win(won);
        if (won != LOCK)
            vow_sleep_ms(8);
    }
    return VOW_UNDEFINED;
}

static void try_kind(enum kind kind)
{
    won = kind;
    try_points_and_check(&lets_one_win_fn, 6, begin_anew, nothing_is_lost);
}
VOW_TEST(cancel_points_of_select_receive) { try_kind(RECEIVE); }
VOW_TEST(cancel_points_of_select_send) { try_kind(SEND); }
VOW_TEST(cancel_points_of_select_lock) { try_kind(LOCK); }
VOW_TEST(cancel_points_of_select_acquire) { try_kind(ACQUIRE); }
VOW_TEST(cancel_points_of_select_event) { try_kind(EVENT); }
VOW_TEST(cancel_points_of_select_subscriber) { try_kind(SUBSCRIBER); }
VOW_TEST(cancel_points_of_select_promise) { try_kind(PROMISE); }
VOW_TEST(cancel_points_of_select_timeout) { try_kind(TIMEOUT); }

ASYNC(selects_operation)
{
    struct vow_case cases[] = { vow_case_operation(call(slow)), vow_case_operation(vow_delay_ms(10)), vow_case_receive(&readings) };

    vow_select(cases, 3);
    vow_sleep_ms(1);
    return VOW_UNDEFINED;
}
VOW_TEST(cancel_points_of_select_operation) { try_points_and_check(&selects_operation_fn, 8, begin_anew, nothing_is_lost); }
