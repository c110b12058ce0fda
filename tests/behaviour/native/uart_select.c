/* SPDX-License-Identifier: MIT */
/* A UART's reads as operations of select: no byte and no item is lost, whichever comes first. */
#include "uart_test.h"

static struct vow_channel channel;
static vow_value items[1];
static char buffer[4];

/* Waits for an item, or for `size` bytes. */
static vow_value selects(void *argument)
{
    const size_t size = *(const size_t *)argument;
    struct vow_case cases[2] = { vow_case_receive(&channel), vow_case_operation(vow_uart_read_exact(&uart, buffer, size)) };
    const size_t winner = vow_select(cases, 2);

    if (winner == 0)
        TRACE("item %d", (int)cases[0].value.i);
    else
        TRACE("read %.*s", (int)cases[1].value.u, buffer);
    EXPECT_EQ(cases[winner ^ 1].status, VOW_PENDING);
    return VOW_UNDEFINED;
}

static const struct vow_async_function selects_fn = VOW_ASYNC_FUNCTION(selects, 1, TEST_STACK_BYTES);

static struct vow_promise *begin(size_t size)
{
    open_uart();
    vow_channel_init(&channel, items, 1);
    return vow_call(&selects_fn, &size, sizeof size);
}

static void send(void) { EXPECT(vow_channel_try_send(&channel, vow_int(5))); }

VOW_TEST(uart_select_read_wins)
{
    struct vow_promise *selecting = begin(2);

    arrive("ab");
    vow_await(selecting);
    send();
    EXPECT_EQ(vow_channel_count(&channel), 1);
    EXPECT_TRACE("read ab\n");
}

VOW_TEST(uart_select_read_that_loses_keeps_its_bytes)
{
    struct vow_promise *selecting = begin(4);

    arrive("ab");
    send();
    vow_await(selecting);
    arrive("cd");
    trace_read(vow_uart_read_exact(&uart, buffer, 4), buffer);
    EXPECT_TRACE("item 5\n[abcd]\n");
}

VOW_TEST(uart_select_both_at_once_read_first)
{
    struct vow_promise *selecting = begin(2);

    arrive("ab");
    send();
    vow_await(selecting);
    EXPECT_EQ(vow_channel_count(&channel), 1);
    EXPECT_TRACE("read ab\n");
}

VOW_TEST(uart_select_both_at_once_item_first)
{
    struct vow_promise *selecting = begin(2);

    send();
    arrive("ab");
    vow_await(selecting);
    trace_read(vow_uart_read_exact(&uart, buffer, 2), buffer);
    EXPECT_TRACE("item 5\n[ab]\n");
}

VOW_TEST(uart_select_that_is_cancelled_keeps_the_bytes)
{
    struct vow_promise *selecting = begin(4);

    arrive("ab");
    vow_promise_cancel(selecting);
    EXPECT_EQ(vow_await_result(selecting, NULL), VOW_REJECTED);
    arrive("cd");
    trace_read(vow_uart_read_exact(&uart, buffer, 4), buffer);
    EXPECT_TRACE("[abcd]\n");
}
