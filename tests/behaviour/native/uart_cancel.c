/* SPDX-License-Identifier: MIT */
/* Reads that are taken back: what they had got is read again. */
#include "uart_test.h"

VOW_TEST(uart_cancelled_read_gives_back_what_it_got)
{
    char buffer[8];
    struct vow_promise *read;

    open_uart();
    arrive("ab");
    read = vow_uart_read_exact(&uart, buffer, 8);
    arrive("cd");
    EXPECT_EQ(vow_promise_cancel(read), VOW_CANCELLED);
    expect_cancelled(read);
    EXPECT_EQ(vow_uart_partial(&uart), 0);
    EXPECT_EQ(vow_uart_buffered(&uart), 4);
    arrive("ef");
    read = vow_uart_read_exact(&uart, buffer, 8);
    arrive("ghi");
    trace_read(read, buffer);
    trace_read(vow_uart_read(&uart, buffer, sizeof buffer), buffer);
    EXPECT_TRACE("[abcdefgh]\n[i]\n");
    EXPECT_EQ(vow_uart_received(&uart), 9);
}

VOW_TEST(uart_cancelled_read_of_a_full_ring_has_room_for_no_more)
{
    char buffer[RING];
    struct vow_promise *read;

    open_uart();
    read = vow_uart_read_exact(&uart, buffer, RING);
    arrive("abcdefg");
    vow_promise_cancel(read);
    expect_cancelled(read);
    arrive("hi");
    trace_read(vow_uart_read(&uart, buffer, RING), buffer);
    trace_read(vow_uart_read(&uart, buffer, RING), buffer);
    EXPECT_TRACE("[abcdefgh]\nbytes were dropped: the receive ring was full after []\n");
}

VOW_TEST(uart_cancelled_read_longer_than_the_ring_keeps_its_part)
{
    char buffer[RING + 4];
    struct vow_promise *read;

    open_uart();
    read = vow_uart_read_exact(&uart, buffer, sizeof buffer);
    arrive("abcdefghij");
    vow_promise_cancel(read);
    arrive("k");
    trace_read(read, buffer);
    read = vow_uart_read_exact(&uart, buffer + vow_uart_partial(&uart), sizeof buffer - vow_uart_partial(&uart));
    arrive("l");
    EXPECT_EQ(vow_await(read).u, 2);
    EXPECT_EQ(memcmp(buffer, "abcdefghijkl", sizeof buffer), 0);
    EXPECT_TRACE("the operation was cancelled after [abcdefghij]\n");
}

VOW_TEST(uart_cancelled_line_is_read_whole_the_next_time)
{
    char buffer[8];
    struct vow_promise *read;

    open_uart();
    arrive("x\r");
    trace_read(vow_uart_read_line(&uart, buffer, sizeof buffer), buffer);
    read = vow_uart_read_line(&uart, buffer, sizeof buffer);
    arrive("\nab");
    vow_promise_cancel(read);
    trace_read(read, buffer);
    read = vow_uart_read_line(&uart, buffer, sizeof buffer);
    arrive("c\n");
    trace_read(read, buffer);
    EXPECT_TRACE("[x]\nthe operation was cancelled after []\n[abc]\n");
}

/* A line of 8 bytes in a buffer for 3, taken back after each of them. */
VOW_TEST(uart_cancelled_line_stays_too_long_at_every_place)
{
    static const char text[] = "abcdefgh\nij\n";

    for (size_t before = 0; before <= 8; before++) {
        char buffer[4];
        struct vow_promise *read;

        open_uart();
        read = vow_uart_read_line(&uart, buffer, sizeof buffer);
        vow_uart_sim_receive(&uart, text, before);
        EXPECT_EQ(vow_promise_cancel(read), VOW_CANCELLED);
        expect_cancelled(read);
        read = vow_uart_read_line(&uart, buffer, sizeof buffer);
        vow_uart_sim_receive(&uart, &text[before], sizeof text - 1 - before);
        trace_read(read, buffer);
        EXPECT_EQ(vow_uart_fault_count(&uart), 5);
        EXPECT_EQ(vow_uart_faults(&uart, VOW_UART_SKIPPED), 5);
        trace_read(vow_uart_read_line(&uart, buffer, sizeof buffer), buffer);
        EXPECT_TRACE("the line is too long after [abc]\n[ij]\n");
    }
}

VOW_TEST(uart_bytes_that_a_cancelled_line_has_skipped_are_told_to_any_other_read)
{
    char buffer[8];
    struct vow_promise *read;

    open_uart();
    read = vow_uart_read_line(&uart, buffer, 4);
    arrive("abcdefg");
    vow_promise_cancel(read);
    expect_cancelled(read);
    arrive("h\n");
    trace_read(vow_uart_read(&uart, buffer, sizeof buffer), buffer);
    trace_read(vow_uart_read(&uart, buffer, sizeof buffer), buffer);
    EXPECT_EQ(vow_uart_fault_count(&uart), 3);
    trace_read(vow_uart_read(&uart, buffer, sizeof buffer), buffer);
    EXPECT_TRACE("[abcd]\nthe line is too long after []\n[h\n]\n");
}

static vow_value read_four_in_time(void *argument)
{
    char buffer[4];
    VOW_TIMEOUT_MS(5);
    (void)argument;
    vow_await(vow_uart_read_exact(&uart, buffer, 4));
    TRACE("%.4s", buffer);
    return VOW_UNDEFINED;
}
static const struct vow_async_function read_four_fn = VOW_ASYNC_FUNCTION(read_four_in_time, 0, 768);

VOW_TEST(uart_read_that_times_out_loses_nothing_of_a_buffer_that_is_gone)
{
    vow_value reason;
    struct vow_promise *call;

    open_uart();
    call = vow_call(&read_four_fn, NULL, 0);
    arrive("ab");
    EXPECT_EQ(vow_await_result(call, &reason), VOW_REJECTED);
    EXPECT(reason.e == &vow_error_timeout);
    call = vow_call(&read_four_fn, NULL, 0);
    arrive("cd");
    EXPECT_EQ(vow_await_result(call, &reason), VOW_FULFILLED);
    EXPECT_TRACE("abcd\n");
}

static vow_value each_line(void *argument)
{
    struct vow_uart_stream stream;
    char buffer[8];

    (void)argument;
    VOW_FOR_AWAIT(line, vow_uart_lines(&stream, &uart, buffer, sizeof buffer))
        TRACE("%s", line.value.s);
    return VOW_UNDEFINED;
}
static const struct vow_async_function each_line_fn = VOW_ASYNC_FUNCTION(each_line, 0, 768);

VOW_TEST(uart_cancelled_for_await_over_lines_goes_on_in_another)
{
    struct vow_promise *call;

    open_uart();
    call = vow_call(&each_line_fn, NULL, 0);
    arrive("a\nb");
    vow_sleep_ms(1);
    EXPECT_EQ(vow_promise_cancel(call), VOW_CANCELLED);
    expect_cancelled(call);
    call = vow_call(&each_line_fn, NULL, 0);
    arrive("c\n");
    vow_sleep_ms(1);
    vow_promise_cancel(call);
    expect_cancelled(call);
    EXPECT_TRACE("a\nbc\n");
}

VOW_TEST(uart_satisfied_read_cannot_be_cancelled)
{
    char buffer[8];
    struct vow_promise *read;

    open_uart();
    read = vow_uart_read(&uart, buffer, 4);
    arrive("a");
    EXPECT_EQ(vow_promise_cancel(read), VOW_CANCEL_TOO_LATE);
    trace_read(read, buffer);
    EXPECT_TRACE("[a]\n");
}
