/* SPDX-License-Identifier: MIT */
/* Channels and broadcasts, cancelled at each await. What was sent is received once or is still there. */
#include "points.h"

#include <vow/broadcast.h>
#include <vow/channel.h>
#include <vow/group.h>

enum { ITEMS = 5 };

static struct vow_channel channel;
static vow_value places[2];
static int sent, received; /* sent 0: not counted */

static void open_channel(void *context)
{
    (void)context;
    vow_channel_init(&channel, places, 2);
    sent = received = 0;
}

static void got(vow_value item)
{
    EXPECT_EQ(item.i, received);
    received++;
}

/* Everything that was sent and not received is in the channel, which takes an item and gives it to who waits. */
static const char *channel_works(void *context)
{
    vow_value item;

    (void)context;
    while (vow_channel_try_receive(&channel, &item))
        if (item.i != received++)
            return "an item was lost, or its order";
    if (sent && received != sent)
        return "an item was lost";
    if (channel.senders.first || channel.receivers.first || channel.reserved)
        return "somebody still waits at the channel";
    if (vow_channel_closed(&channel))
        return NULL;
    vow_channel_send(&channel, vow_int(7));
    return vow_channel_receive(&channel, &item) && item.i == 7 ? NULL : "the channel does not work any more";
}

/* If one of them is cancelled alone the other waits for it no longer than this. */
static void start_both(const struct vow_async_function *first, const struct vow_async_function *second)
{
    VOW_TIMEOUT_MS(50);
    VOW_GROUP(both) {
        vow_group_call(&both, first, NULL, 0);
        vow_sleep_ms(1);
        vow_group_call(&both, second, NULL, 0);
    }
}

/* Counted as sent where the call has come back: the grade is strict. */
ASYNC(sends)
{
    for (int i = 0; i < ITEMS; i++) {
        vow_channel_send(&channel, vow_int(i));
        sent++;
    }
    return VOW_UNDEFINED;
}

ASYNC(receives)
{
    vow_value item;

    for (int i = 0; i < ITEMS; i++)
        if (vow_channel_receive(&channel, &item))
            got(item);
    return VOW_UNDEFINED;
}

ASYNC(sends_first)
{
    start_both(&sends_fn, &receives_fn);
    return VOW_UNDEFINED;
}
VOW_TEST(cancel_points_of_channel_send) { try_points_and_check(&sends_first_fn, 10, open_channel, channel_works); }

ASYNC(receives_first)
{
    start_both(&receives_fn, &sends_fn);
    return VOW_UNDEFINED;
}
VOW_TEST(cancel_points_of_channel_receive) { try_points_and_check(&receives_first_fn, 10, open_channel, channel_works); }

ASYNC(receives_until_closed)
{
    struct vow_channel_stream stream;

    VOW_FOR_AWAIT(item, vow_channel_receive_all(&stream, &channel)) {
        got(item.value);
        vow_await_value(VOW_UNDEFINED);
    }
    return VOW_UNDEFINED;
}

ASYNC(sends_and_closes)
{
    vow_await_call(&sends_fn, NULL, 0);
    vow_sleep_ms(1);
    vow_channel_close(&channel);
    return VOW_UNDEFINED;
}

ASYNC(closes)
{
    start_both(&receives_until_closed_fn, &sends_and_closes_fn);
    return VOW_UNDEFINED;
}
VOW_TEST(cancel_points_of_a_channel_that_is_closed) { try_points_and_check(&closes_fn, 20, open_channel, channel_works); }

/* Who waits at both ends is told of the close. */
ASYNC(is_refused)
{
    VOW_TRY {
        for (;;)
            vow_channel_send(&channel, vow_int(sent)), sent++;
    } VOW_CATCH(e) {
        if (e.e != &vow_error_channel_closed)
            vow_throw(e);
    } VOW_END
    return VOW_UNDEFINED;
}

ASYNC(closes_before_senders)
{
    VOW_GROUP(both) {
        vow_group_call(&both, &is_refused_fn, NULL, 0);
        vow_sleep_ms(1);
        vow_channel_close(&channel);
    }
    return VOW_UNDEFINED;
}
VOW_TEST(cancel_points_of_a_sender_that_is_refused) { try_points_and_check(&closes_before_senders_fn, 6, open_channel, channel_works); }

GENERATOR(numbers)
{
    for (int i = 0; i < ITEMS; i++) {
        if (i & 1)
            vow_sleep_ms(1);
        vow_yield(self, vow_int(i));
    }
    return VOW_UNDEFINED;
}

ASYNC(sends_all)
{
    vow_channel_send_all(&channel, vow_iterate(generate(numbers)));
    vow_channel_close(&channel);
    return VOW_UNDEFINED;
}

ASYNC(pipes)
{
    start_both(&sends_all_fn, &receives_until_closed_fn);
    return VOW_UNDEFINED;
}
VOW_TEST(cancel_points_of_channel_send_all) { try_points_and_check(&pipes_fn, 20, open_channel, channel_works); }

/* ---- broadcast ---- */

static struct vow_broadcast broadcast;
static struct vow_subscriber listeners[2];
static uint32_t heard[2];
static unsigned started;

static void open_broadcast(void *context)
{
    (void)context;
    vow_broadcast_init(&broadcast, places, 2);
    heard[0] = heard[1] = started = 0;
}

/* Each item has its number: received in order, or missed, and counted, while nobody did. */
static bool hear(unsigned i, vow_value item)
{
    heard[i]++;
    return item.u + 1 == listeners[i].received && heard[i] + vow_subscriber_missed(&listeners[i]) == listeners[i].received;
}

static const char *broadcast_works(void *context)
{
    vow_value item;

    (void)context;
    if (broadcast.waiters.first)
        return "somebody still waits at the broadcast";
    if (!broadcast.closed)
        vow_broadcast_publish(&broadcast, vow_uint(broadcast.published));
    for (unsigned i = 0; i < started; i++)
        while (listeners[i].received != broadcast.published)
            if (!vow_subscriber_receive(&listeners[i], &item) || !hear(i, item))
                return "a subscriber has lost an item, or got it twice";
    return NULL;
}

ASYNC(listens)
{
    const unsigned i = started++;
    struct vow_subscriber_stream stream;
    vow_value item;

    listeners[i] = (struct vow_subscriber){ .broadcast = &broadcast };
    if (vow_subscriber_receive(&listeners[i], &item))
        EXPECT(hear(i, item));
    VOW_FOR_AWAIT(each, vow_subscriber_receive_all(&stream, &listeners[i])) {
        EXPECT(hear(i, each.value));
        vow_await_value(VOW_UNDEFINED);
    }
    return VOW_UNDEFINED;
}

ASYNC(publishes)
{
    VOW_GROUP(listeners) {
        vow_group_call(&listeners, &listens_fn, NULL, 0);
        vow_group_call(&listeners, &listens_fn, NULL, 0);
        for (int i = 0; i < 3; i++) {
            vow_sleep_ms(1);
            vow_broadcast_publish(&broadcast, vow_uint(broadcast.published));
        }
        vow_broadcast_close(&broadcast);
    }
    return VOW_UNDEFINED;
}
VOW_TEST(cancel_points_of_broadcast) { try_points_and_check(&publishes_fn, 20, open_broadcast, broadcast_works); }
