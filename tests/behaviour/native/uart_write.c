/* SPDX-License-Identifier: MIT */
/* Writes: order, waiting, and taking back. */
#include "uart_test.h"

static vow_value write_text(void *argument)
{
    const char *text = *(const char **)argument;

    vow_uart_write(&uart, text, strlen(text));
    TRACE("%c", text[0]);
    return VOW_UNDEFINED;
}

static const struct vow_async_function write_fn = VOW_ASYNC_FUNCTION(write_text, 1, 512);

static struct vow_promise *write_in_a_task(const char *text) { return vow_call(&write_fn, &text, sizeof text); }

VOW_TEST(uart_writers_are_served_whole_and_in_order)
{
    struct vow_promise *writers[3];

    open_uart();
    sim.transmit_held = true;
    writers[0] = write_in_a_task("aaaaaaaaaaaaaaaaaaaa");
    writers[1] = write_in_a_task("bbb");
    writers[2] = write_in_a_task("cccccccccccc");
    EXPECT_EQ(vow_uart_write_some(&uart, "d", 1), 0);
    vow_uart_sim_let_go(&uart);
    vow_await(vow_promise_all(writers, 3));
    vow_uart_flush(&uart);
    EXPECT_TRACE("a\nb\nc\n");
    EXPECT_EQ(strcmp(sent, "aaaaaaaaaaaaaaaaaaaabbbcccccccccccc"), 0);
}

VOW_TEST(uart_write_that_fits_does_not_wait)
{
    open_uart();
    sim.transmit_held = true;
    vow_detach(write_in_a_task("12345678"));
    EXPECT_TRACE("1\n");
    EXPECT_EQ(vow_uart_write_some(&uart, "abc", 3), 1);
    vow_uart_sim_let_go(&uart);
    vow_uart_flush(&uart);
    EXPECT_EQ(strcmp(sent, "12345678a"), 0);
}

VOW_TEST(uart_flush_waits_for_the_last_byte)
{
    open_uart();
    vow_uart_write(&uart, "abc", 3);
    vow_uart_flush(&uart);
    EXPECT_EQ(strcmp(sent, "abc"), 0);
}

static void note(void *unused)
{
    (void)unused;
    TRACE("microtask");
}

VOW_TEST(uart_flush_of_an_idle_uart_does_not_wait)
{
    open_uart();
    vow_queue_microtask(note, NULL);
    vow_uart_flush(&uart);
    EXPECT_TRACE("");
    vow_await_value(VOW_UNDEFINED);
    EXPECT_TRACE("microtask\n");
}

/* ---- writes that are taken back ---- */

VOW_TEST(uart_cancelled_writer_that_waits_sends_nothing)
{
    struct vow_promise *writers[3];

    open_uart();
    sim.transmit_held = true;
    writers[0] = write_in_a_task("aaaaaaaaaaaaaaaaaaaa");
    writers[1] = write_in_a_task("bbb");
    writers[2] = write_in_a_task("ccc");
    EXPECT_EQ(vow_promise_cancel(writers[2]), VOW_CANCEL_NOT_STARTED);
    expect_cancelled(writers[2]);
    writers[2] = write_in_a_task("ddd");
    EXPECT_EQ(vow_promise_cancel(writers[1]), VOW_CANCEL_NOT_STARTED);
    expect_cancelled(writers[1]);
    vow_uart_sim_let_go(&uart);
    vow_await(writers[0]);
    vow_await(writers[2]);
    vow_uart_flush(&uart);
    EXPECT_TRACE("a\nd\n");
    EXPECT_EQ(strcmp(sent, "aaaaaaaaaaaaaaaaaaaaddd"), 0);
}

static vow_value write_counted(void *argument)
{
    static const char text[] = "0123456789abcdefghijklmnopqrstuvwxyz";
    size_t count = 99;

    (void)argument;
    VOW_KEEP(count);
    VOW_TRY {
        vow_uart_write_counted(&uart, text, 36, &count);
    } VOW_CATCH(e) {
        TRACE("%s", e.e->message);
        vow_uart_write_counted(&uart, text + count, 36 - count, &count);
    } VOW_END
    return VOW_UNDEFINED;
}
static const struct vow_async_function write_counted_fn = VOW_ASYNC_FUNCTION(write_counted, 0, 1024);

VOW_TEST(uart_cancelled_write_says_how_much_it_sent_and_can_go_on)
{
    for (unsigned before = 0; before < 36; before++) {
        struct vow_promise *write;

        open_uart();
        sim.transmit_held = true;
        write = vow_call(&write_counted_fn, NULL, 0);
        for (unsigned i = 0; i < before; i++)
            vow_uart_sim_transmit_handler(&uart);
        EXPECT_EQ(vow_promise_cancel(write), VOW_CANCELLED);
        vow_uart_sim_let_go(&uart);
        vow_await(write);
        vow_uart_flush(&uart);
        if (before < 35)
            EXPECT_TRACE("the operation was cancelled\n");
        EXPECT_EQ(strcmp(sent, "0123456789abcdefghijklmnopqrstuvwxyz"), 0);
    }
}
