/* SPDX-License-Identifier: MIT */
/* Broadcasts under cancels and deadlines: whoever is cut short has received what it was given, and goes on with the next item. */
#include "../harness/waiting.h"

static struct vow_broadcast broadcast;
static vow_value items[3];
static struct vow_subscriber shared;

static void anew(void)
{
    vow_broadcast_init(&broadcast, items, 3);
    shared = vow_broadcast_subscribe(&broadcast);
}

static void publish(const char *item) { vow_broadcast_publish(&broadcast, vow_string(item)); }

static void expect_received(const char *wanted)
{
    vow_value item = vow_string("none");

    EXPECT(vow_subscriber_receive(&shared, &item));
    TRACE("%s", item.s);
    EXPECT_TRACE(wanted);
}

ASYNC(receives_all)
{
    struct vow_subscriber_stream stream;

    VOW_FOR_AWAIT(item, vow_subscriber_receive_all(&stream, &shared))
        TRACE("got %s", item.value.s);
    TRACE("end");
    return VOW_UNDEFINED;
}

ASYNC(receives_all_in_time)
{
    VOW_TIMEOUT_MS(5);
    return receives_all(argument);
}

ASYNC(receives_its_own)
{
    struct vow_subscriber own = vow_broadcast_subscribe(&broadcast);
    vow_value item = vow_string("end");

    vow_subscriber_receive(&own, &item);
    TRACE("%s %s", STRING_ARGUMENT, item.s);
    return VOW_UNDEFINED;
}

VOW_TEST(broadcast_wait_that_is_cancelled_leaves_the_others_in_their_order)
{
    static const char *const names[] = { "a", "b", "c" };
    struct vow_promise *waiting[3];

    for (unsigned cut = 0; cut < 3; cut++) {
        anew();
        for (unsigned i = 0; i < 3; i++)
            waiting[i] = call_with(receives_its_own, names[i]);
        cancel_and_wait(waiting[cut]);
        publish("1");
        for (unsigned i = 0; i < 3; i++)
            if (i != cut)
                vow_await(waiting[i]);
        EXPECT_TRACE(cut == 0 ? "b 1\nc 1\n" : cut == 1 ? "a 1\nc 1\n" : "a 1\nb 1\n");
    }
}

VOW_TEST(broadcast_stream_that_is_cancelled_takes_no_item)
{
    struct vow_promise *promise;

    anew();
    promise = call(receives_all);
    publish("1");
    drain();
    cancel_and_wait(promise);
    EXPECT(!broadcast.waiters.first);
    publish("2");
    EXPECT_TRACE("got 1\n");
    expect_received("2\n");
}

VOW_TEST(broadcast_stream_with_a_deadline_goes_on_in_another)
{
    anew();
    publish("1");
    expect_rejected(call(receives_all_in_time), &vow_error_timeout);
    EXPECT(!broadcast.waiters.first);
    publish("2");
    publish("3");
    expect_rejected(call(receives_all_in_time), &vow_error_timeout);
    publish("4");
    vow_broadcast_close(&broadcast);
    vow_await(call(receives_all_in_time));
    EXPECT_TRACE("got 1\ngot 2\ngot 3\ngot 4\nend\n");
    EXPECT_EQ(vow_subscriber_missed(&shared), 0);
}

VOW_TEST(broadcast_counts_what_is_missed_between_two_receives)
{
    anew();
    for (unsigned round = 0; round < 2; round++) {
        expect_rejected(call(receives_all_in_time), &vow_error_timeout);
        for (unsigned i = 0; i < 5; i++)
            publish(i < 4 ? "early" : "last");
        EXPECT_EQ(vow_subscriber_missed(&shared), 2 * round);
        expect_received("early\n");
        expect_received("early\n");
        EXPECT_EQ(vow_subscriber_missed(&shared), 2 * round + 2);
        expect_received("last\n");
        EXPECT_EQ(vow_subscriber_missed(&shared), 2 * round + 2);
    }
}

/* ---- a handler that has published, before who waits is told ---- */

static void publish_from_isr(void) { vow_broadcast_publish_from_isr(&vow_main_loop, &broadcast, vow_string("handler's")); }

ASYNC(receives)
{
    vow_value item;

    if (vow_subscriber_receive(&shared, &item))
        TRACE("got %s", item.s);
    return VOW_UNDEFINED;
}

VOW_TEST(broadcast_item_of_a_handler_is_there_after_a_cancel)
{
    struct vow_promise *promise;

    anew();
    vow_test_irq_connect(0, publish_from_isr);
    promise = call(receives);
    vow_test_irq_raise(0);
    cancel_and_wait(promise);
    EXPECT_TRACE("");
    expect_received("handler's\n");
    promise = call(receives);
    publish("1");
    vow_await(promise);
    EXPECT_TRACE("got 1\n");
}

/* ---- at every tick ---- */

enum { ITEMS = 12, PERIOD_MS = 3 };

static struct vow_interval publisher;
static bool by_handler;
static int published;

static void publish_number_from_isr(void) { vow_broadcast_publish_from_isr(&vow_main_loop, &broadcast, vow_int(published++)); }

static void publish_number(void *argument)
{
    (void)argument;
    if (by_handler)
        vow_test_irq_raise(0);
    else
        vow_broadcast_publish(&broadcast, vow_int(published++));
}

static int received;

ASYNC(receives_numbers)
{
    vow_value item;

    while (vow_subscriber_receive(&shared, &item))
        EXPECT_EQ(item.i, received++);
    return VOW_UNDEFINED;
}

ASYNC(receives_numbers_in_time)
{
    VOW_TIMEOUT_MS(*(const uint32_t *)argument);
    return receives_numbers(argument);
}

static void cancel(void *promise) { vow_promise_cancel(promise); }

static void receive_for_ms(uint32_t ms, bool by_cancel)
{
    struct vow_promise *promise;
    struct vow_timer timer = { 0 };

    if (!by_cancel) {
        expect_rejected(vow_call(&receives_numbers_in_time_fn, &ms, sizeof ms), &vow_error_timeout);
        return;
    }
    promise = call(receives_numbers);
    vow_timer_start_ms(&timer, ms, cancel, promise);
    expect_cancelled(promise);
    vow_timer_stop(&timer);
}

/* Deadlines and cancels of every length meet items at every distance: before, at and behind their tick. */
VOW_TEST(broadcast_loses_and_doubles_nothing_under_cuts_at_every_tick)
{
    vow_test_irq_connect(0, publish_number_from_isr);
    for (unsigned way = 0; way < 4; way++)
        for (uint32_t ms = 0; ms <= 2 * PERIOD_MS; ms++) {
            anew();
            published = received = 0;
            by_handler = way & 1;
            vow_interval_start_ms(&publisher, PERIOD_MS, publish_number, NULL);
            while (received < ITEMS) {
                receive_for_ms(ms, way & 2);
                if (ms == 0)
                    vow_sleep_ms(1);
            }
            vow_interval_stop(&publisher);
            drain(); /* a handler's last ring reaches the loop */
            EXPECT_EQ(vow_subscriber_missed(&shared), 0);
            EXPECT(!broadcast.waiters.first);
        }
}
