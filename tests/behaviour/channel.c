/* SPDX-License-Identifier: MIT */
/* Channels: order, room, the end, and what a cancel must not lose. */
#include "../harness/waiting.h"

static struct vow_channel channel;
static vow_value items[2];

static void anew(uint16_t capacity) { vow_channel_init(&channel, items, capacity); }

static void send(const char *item) { EXPECT(vow_channel_try_send(&channel, vow_string(item))); }

/* Receives one item, and traces "name item". */
ASYNC(receives)
{
    vow_value item;
    bool got = vow_channel_receive(&channel, &item);

    TRACE("%s %s", STRING_ARGUMENT, got ? item.s : "end");
    return VOW_UNDEFINED;
}

ASYNC(receives_5_ms)
{
    VOW_TIMEOUT_MS(5);
    vow_channel_receive(&channel, NULL);
    return VOW_UNDEFINED;
}

/* Sends its name. */
ASYNC(sends)
{
    vow_channel_send(&channel, vow_string(STRING_ARGUMENT));
    TRACE("%s sent", STRING_ARGUMENT);
    return VOW_UNDEFINED;
}

static void expect_item(const char *wanted)
{
    vow_value item = vow_string("none");

    EXPECT(vow_channel_receive(&channel, &item));
    TRACE("%s", item.s);
    EXPECT_TRACE(wanted);
}

VOW_TEST(channel_keeps_the_order_and_says_when_it_is_full)
{
    vow_value item;

    anew(2);
    EXPECT(!vow_channel_try_receive(&channel, &item));
    for (int i = 0; i < 3; i++) {
        send("a");
        send("b");
        EXPECT(!vow_channel_try_send(&channel, vow_string("c")));
        EXPECT_EQ(vow_channel_count(&channel), 2);
        expect_item("a\n");
        send("c");
        expect_item("b\n");
        expect_item("c\n");
        EXPECT_EQ(vow_channel_count(&channel), 0);
    }
}

VOW_TEST(channel_gives_items_to_receivers_in_the_order_of_their_coming)
{
    struct vow_promise *a, *b;

    anew(2);
    a = call_with(receives, "a");
    b = call_with(receives, "b");
    send("1");
    send("2");
    vow_await(a);
    vow_await(b);
    EXPECT_TRACE("a 1\nb 2\n");
}

VOW_TEST(channel_lets_senders_go_on_in_the_order_of_their_coming)
{
    struct vow_promise *a, *b, *c;

    anew(1);
    a = call_with(sends, "a");
    b = call_with(sends, "b");
    c = call_with(sends, "c");
    EXPECT_TRACE("a sent\n");
    expect_item("a\n");
    EXPECT(!vow_channel_try_send(&channel, VOW_UNDEFINED));
    expect_item("b\n");
    vow_await(b);
    vow_await(c);
    vow_await(a);
    EXPECT_TRACE("b sent\nc sent\n");
    expect_item("c\n");
}

VOW_TEST(channel_item_cannot_be_taken_past_who_waits)
{
    struct vow_promise *promise;

    anew(1);
    promise = call_with(receives, "a");
    send("1");
    EXPECT(!vow_channel_try_receive(&channel, NULL));
    vow_await(promise);
    EXPECT_TRACE("a 1\n");
}

VOW_TEST(channel_that_is_closed_is_received_to_its_end)
{
    vow_value item;

    anew(2);
    send("a");
    send("b");
    vow_channel_close(&channel);
    EXPECT(vow_channel_closed(&channel));
    EXPECT(!vow_channel_try_send(&channel, vow_string("c")));
    expect_rejected(call_with(sends, "c"), &vow_error_channel_closed);
    expect_item("a\n");
    expect_item("b\n");
    EXPECT(!vow_channel_receive(&channel, &item));
}

VOW_TEST(channel_close_tells_everybody_who_waits)
{
    struct vow_promise *one, *two;

    anew(1);
    one = call_with(receives, "one");
    two = call_with(receives, "two");
    vow_channel_close(&channel);
    vow_channel_close(&channel);
    vow_await(one);
    vow_await(two);
    EXPECT_TRACE("one end\ntwo end\n");
    anew(1);
    send("a");
    one = call_with(sends, "one");
    two = call_with(sends, "two");
    vow_channel_close(&channel);
    expect_rejected(one, &vow_error_channel_closed);
    expect_rejected(two, &vow_error_channel_closed);
    expect_item("a\n");
}

/* ---- cancel ---- */

VOW_TEST(channel_receive_that_is_cancelled_takes_no_item)
{
    struct vow_promise *first, *second;

    anew(1);
    first = call_with(receives, "first");
    second = call_with(receives, "second");
    cancel_and_wait(first);
    send("1");
    vow_await(second);
    EXPECT_TRACE("second 1\n");
}

VOW_TEST(channel_item_that_was_handed_over_is_received)
{
    struct vow_promise *promise;

    anew(1);
    promise = call_with(receives, "a");
    send("1");
    EXPECT_EQ(vow_promise_cancel(promise), VOW_CANCELLED);
    vow_await(promise);
    EXPECT_TRACE("a 1\n");
}

VOW_TEST(channel_send_that_is_cancelled_was_not_sent)
{
    struct vow_promise *b, *c;

    anew(1);
    send("a");
    b = call_with(sends, "b");
    c = call_with(sends, "c");
    cancel_and_wait(b);
    expect_item("a\n");
    vow_await(c);
    EXPECT_TRACE("c sent\n");
    expect_item("c\n");
    EXPECT_EQ(vow_channel_count(&channel), 0);
}

VOW_TEST(channel_receive_with_a_timeout)
{
    anew(1);
    expect_rejected(call(receives_5_ms), &vow_error_timeout);
    send("1");
    expect_item("1\n");
}

/* ---- handlers ---- */

static void send_from_isr(void)
{
    for (unsigned i = 0; i < 3; i++)
        TRACE("%s", vow_channel_send_from_isr(&vow_main_loop, &channel, vow_string(i ? "2" : "1")) ? "taken" : "full");
}

VOW_TEST(channel_sent_to_by_a_handler)
{
    struct vow_promise *a, *b;

    vow_test_irq_connect(0, send_from_isr);
    for (int i = 0; i < 3; i++) {
        anew(2);
        a = call_with(receives, "a");
        b = call_with(receives, "b");
        vow_test_irq_raise(0);
        vow_await(a);
        vow_await(b);
        EXPECT_TRACE("taken\ntaken\nfull\na 1\nb 2\n");
    }
}

VOW_TEST(channel_sent_to_by_a_handler_before_anybody_waits)
{
    anew(2);
    vow_test_irq_connect(0, send_from_isr);
    vow_test_irq_raise(0);
    EXPECT_TRACE("taken\ntaken\nfull\n");
    expect_item("1\n");
    expect_item("2\n");
}

VOW_TEST(channel_item_of_a_handler_comes_before_a_later_one)
{
    struct vow_promise *a, *b;

    anew(2);
    vow_test_irq_connect(0, send_from_isr);
    a = call_with(receives, "a");
    b = call_with(receives, "b");
    vow_test_irq_raise(0);
    EXPECT(!vow_channel_try_send(&channel, vow_string("3")));
    EXPECT(!vow_channel_try_receive(&channel, NULL));
    vow_detach(call_with(sends, "3"));
    vow_await(a);
    vow_await(b);
    drain();
    EXPECT_TRACE("taken\ntaken\nfull\na 1\nb 2\n3 sent\n");
    expect_item("3\n");
}

VOW_TEST(channel_refuses_a_handler_when_it_is_closed)
{
    anew(2);
    vow_channel_close(&channel);
    vow_test_irq_connect(0, send_from_isr);
    vow_test_irq_raise(0);
    EXPECT_TRACE("full\nfull\nfull\n");
}
