/* SPDX-License-Identifier: MIT */
#include "../harness/waiting.h"

static struct vow_broadcast broadcast;
static vow_value items[3];
static struct vow_subscriber shared;

static void anew(void) { vow_broadcast_init(&broadcast, items, 3); }
static void publish(const char *item) { vow_broadcast_publish(&broadcast, vow_string(item)); }

ASYNC(receives_all)
{
    struct vow_subscriber subscriber = vow_broadcast_subscribe(&broadcast);
    struct vow_subscriber_stream stream;

    VOW_FOR_AWAIT(item, vow_subscriber_receive_all(&stream, &subscriber))
        TRACE("%s %s", STRING_ARGUMENT, item.value.s);
    TRACE("%s end", STRING_ARGUMENT);
    return VOW_UNDEFINED;
}

ASYNC(receives)
{
    vow_value item;
    bool got = vow_subscriber_receive(&shared, &item);

    TRACE("got %s", got ? item.s : "end");
    return VOW_UNDEFINED;
}

static void expect_received(const char *wanted)
{
    vow_value item;

    EXPECT(vow_subscriber_receive(&shared, &item));
    TRACE("%s", item.s);
    EXPECT_TRACE(wanted);
}

VOW_TEST(broadcast_gives_every_item_to_everybody)
{
    struct vow_promise *a, *b;

    anew();
    publish("before");
    a = call_with(receives_all, "a");
    b = call_with(receives_all, "b");
    publish("1");
    drain();
    publish("2");
    publish("3");
    drain();
    vow_broadcast_close(&broadcast);
    publish("after");
    vow_await(a);
    vow_await(b);
    EXPECT_TRACE("a 1\nb 1\na 2\nb 2\na 3\nb 3\na end\nb end\n");
}

VOW_TEST(broadcast_keeps_the_last_items_and_counts_the_others)
{
    static const char *const names[] = { "1", "2", "3", "4", "5" };

    anew();
    shared = vow_broadcast_subscribe(&broadcast);
    for (unsigned i = 0; i < 5; i++)
        publish(names[i]);
    expect_received("3\n");
    EXPECT_EQ(vow_subscriber_missed(&shared), 2);
    expect_received("4\n");
    vow_broadcast_close(&broadcast);
    expect_received("5\n");
    EXPECT_EQ(vow_subscriber_missed(&shared), 2);
    EXPECT(!vow_subscriber_receive(&shared, NULL));
}

VOW_TEST(broadcast_receive_that_is_cancelled_takes_no_item)
{
    struct vow_promise *promise;

    anew();
    shared = vow_broadcast_subscribe(&broadcast);
    cancel_and_wait(call(receives));
    publish("1");
    promise = call(receives);
    vow_await(promise);
    EXPECT_TRACE("got 1\n");
}

VOW_TEST(broadcast_item_that_was_handed_over_is_received)
{
    struct vow_promise *promise;

    anew();
    shared = vow_broadcast_subscribe(&broadcast);
    promise = call(receives);
    publish("1");
    publish("2");
    EXPECT_EQ(vow_promise_cancel(promise), VOW_CANCELLED);
    vow_await(promise);
    EXPECT_TRACE("got 1\n");
    expect_received("2\n");
}

VOW_TEST(broadcast_that_is_closed_tells_who_waits)
{
    struct vow_promise *promise;

    anew();
    shared = vow_broadcast_subscribe(&broadcast);
    promise = call(receives);
    vow_broadcast_close(&broadcast);
    vow_await(promise);
    EXPECT_TRACE("got end\n");
}

ASYNC(receives_5_ms)
{
    VOW_TIMEOUT_MS(5);
    vow_subscriber_receive(&shared, NULL);
    return VOW_UNDEFINED;
}

VOW_TEST(broadcast_receive_with_a_timeout_takes_no_item)
{
    anew();
    shared = vow_broadcast_subscribe(&broadcast);
    expect_rejected(call(receives_5_ms), &vow_error_timeout);
    EXPECT(!broadcast.waiters.first);
    publish("1");
    expect_received("1\n");
}

/* ---- handlers ---- */

static int publications;

static void publish_from_isr(void)
{
    static const char *const names[] = { "1", "2", "3", "4", "5" };

    for (int i = 0; i < publications; i++)
        vow_broadcast_publish_from_isr(&vow_main_loop, &broadcast, vow_string(names[i]));
}

static void publish_by_handler(int count)
{
    publications = count;
    vow_test_irq_connect(0, publish_from_isr);
    vow_test_irq_raise(0);
}

VOW_TEST(broadcast_published_by_a_handler_reaches_everybody)
{
    struct vow_promise *a, *b;

    anew();
    a = call_with(receives_all, "a");
    b = call_with(receives_all, "b");
    for (int i = 0; i < 2; i++) {
        publish_by_handler(2);
        TRACE("published");
        drain();
        EXPECT_TRACE("published\na 1\nb 1\na 2\nb 2\n");
    }
    vow_broadcast_close(&broadcast);
    vow_broadcast_publish_from_isr(&vow_main_loop, &broadcast, vow_string("after"));
    vow_await(a);
    vow_await(b);
    EXPECT_TRACE("a end\nb end\n");
}

VOW_TEST(broadcast_counts_what_handlers_overwrite_before_who_waits_is_told)
{
    struct vow_promise *promise;

    anew();
    shared = vow_broadcast_subscribe(&broadcast);
    promise = call(receives);
    publish_by_handler(5);
    vow_await(promise);
    EXPECT_TRACE("got 3\n");
    EXPECT_EQ(vow_subscriber_missed(&shared), 2);
    expect_received("4\n");
    expect_received("5\n");
}

/* Between the ring and its reaction: the order is that of publishing, and a new subscriber gets what comes after it. */
VOW_TEST(broadcast_published_by_a_task_behind_a_handler)
{
    struct vow_promise *first, *second;

    anew();
    shared = vow_broadcast_subscribe(&broadcast);
    first = call(receives);
    publish_by_handler(1);
    second = call_with(receives_all, "late");
    publish("task's");
    vow_await(first);
    expect_received("got 1\nlate task's\ntask's\n");
    vow_broadcast_close(&broadcast);
    vow_await(second);
    EXPECT_TRACE("late end\n");
}

VOW_TEST(broadcast_closed_behind_a_handler_gives_its_item_first)
{
    struct vow_promise *promise;

    anew();
    shared = vow_broadcast_subscribe(&broadcast);
    promise = call(receives);
    publish_by_handler(1);
    vow_broadcast_close(&broadcast);
    vow_await(promise);
    vow_await(call(receives));
    EXPECT_TRACE("got 1\ngot end\n");
}
