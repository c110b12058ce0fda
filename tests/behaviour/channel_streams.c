/* SPDX-License-Identifier: MIT */
/* Channels and for await, at both ends. */
#include "../harness/waiting.h"

static struct vow_channel channel;
static vow_value items[2];

static void anew(uint16_t capacity) { vow_channel_init(&channel, items, capacity); }

ASYNC(receives_all)
{
    struct vow_channel_stream stream;

    VOW_FOR_AWAIT(item, vow_channel_receive_all(&stream, &channel))
        TRACE("got %s", item.value.s);
    TRACE("end");
    return VOW_UNDEFINED;
}

GENERATOR(letters)
{
    VOW_TRY_FINALLY {
        yield("a");
        yield("b");
        yield("c");
    } VOW_FINALLY {
        TRACE("letters end");
    } VOW_END
    return VOW_UNDEFINED;
}

ASYNC(sends_letters)
{
    vow_channel_send_all(&channel, vow_iterate(generate(letters)));
    TRACE("all sent");
    return VOW_UNDEFINED;
}

VOW_TEST(channel_streams_from_iterator_to_iterator)
{
    struct vow_promise *receiver, *sender;

    anew(1);
    sender = call(sends_letters);
    receiver = call(receives_all);
    vow_await(sender);
    vow_channel_close(&channel);
    vow_await(receiver);
    EXPECT_EQ(channel.reserved, 0);
    EXPECT_TRACE("got a\ngot b\ngot c\nletters end\nall sent\nend\n");
}

VOW_TEST(channel_stream_leaves_the_channel_as_it_is)
{
    struct vow_channel_stream stream;

    anew(2);
    vow_channel_send(&channel, vow_string("a"));
    vow_channel_send(&channel, vow_string("b"));
    VOW_FOR_AWAIT(item, vow_channel_receive_all(&stream, &channel))
        break;
    EXPECT_EQ(vow_channel_count(&channel), 1);
}

VOW_TEST(channel_stream_that_is_cancelled_takes_no_item)
{
    struct vow_promise *promise;

    anew(1);
    promise = call(receives_all);
    cancel_and_wait(promise);
    vow_channel_send(&channel, vow_string("a"));
    EXPECT_EQ(vow_channel_count(&channel), 1);
}

VOW_TEST(channel_send_all_asks_for_an_item_when_there_is_room)
{
    struct vow_promise *promise;
    vow_value item;

    anew(1);
    promise = call(sends_letters);
    drain();
    EXPECT_EQ(vow_channel_count(&channel), 1);
    cancel_and_wait(promise);
    EXPECT_TRACE("letters end\n");
    EXPECT(vow_channel_try_receive(&channel, &item));
    EXPECT(!vow_channel_try_receive(&channel, &item));
    EXPECT_EQ(channel.reserved, 0);
}

GENERATOR(slow)
{
    vow_sleep_ms(1000);
    return VOW_UNDEFINED;
}

ASYNC(sends_slowly)
{
    vow_channel_send_all(&channel, vow_iterate(generate(slow)));
    return VOW_UNDEFINED;
}

VOW_TEST(channel_send_all_that_is_cancelled_gives_its_place_back)
{
    struct vow_promise *promise;

    anew(1);
    promise = call(sends_slowly);
    drain();
    EXPECT(!vow_channel_try_send(&channel, VOW_UNDEFINED));
    cancel_and_wait(promise);
    EXPECT(vow_channel_try_send(&channel, VOW_UNDEFINED));
}

VOW_TEST(channel_send_all_to_a_closed_one_closes_the_iterator)
{
    anew(1);
    vow_channel_close(&channel);
    expect_rejected(call(sends_letters), &vow_error_channel_closed);
}
