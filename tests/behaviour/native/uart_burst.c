/* SPDX-License-Identifier: MIT */
/* Reads that a delimiter or a gap ends. */
#include "uart_test.h"

VOW_TEST(uart_read_until_ends_with_a_delimiter_or_a_full_buffer)
{
    char buffer[4];
    struct vow_promise *read;

    open_uart();
    arrive("a;b,");
    trace_read(vow_uart_read_until(&uart, buffer, sizeof buffer, ",;", 2), buffer);
    trace_read(vow_uart_read_until(&uart, buffer, sizeof buffer, ",;", 2), buffer);
    read = vow_uart_read_until(&uart, buffer, sizeof buffer, ",;", 2);
    arrive("cdefg;");
    trace_read(read, buffer);
    trace_read(vow_uart_read_until(&uart, buffer, sizeof buffer, ",;", 2), buffer);
    read = vow_uart_read_until(&uart, buffer, sizeof buffer, ",;", 2);
    arrive("h");
    vow_promise_cancel(read);
    expect_cancelled(read);
    arrive(";");
    trace_read(vow_uart_read_until(&uart, buffer, sizeof buffer, ",;", 2), buffer);
    EXPECT_TRACE("[a;]\n[b,]\n[cdef]\n[g;]\n[h;]\n");
}

static void arrive_later(void *text) { arrive(text); }

VOW_TEST(uart_burst_ends_with_the_gap)
{
    static char first[] = "ab", second[] = "c", third[] = "d";
    struct vow_timer timers[3] = { 0 };
    struct vow_promise *read;
    vow_time begin;
    char buffer[8];

    open_uart();
    begin = vow_clock_now();
    vow_timer_start_ms(&timers[0], 100, arrive_later, first);
    vow_timer_start_ms(&timers[1], 104, arrive_later, second);
    vow_timer_start_ms(&timers[2], 110, arrive_later, third);
    trace_read(vow_uart_read_burst(&uart, buffer, sizeof buffer, 4), buffer);
    EXPECT_EQ(vow_clock_now() - begin, 109);
    trace_read(vow_uart_read_burst(&uart, buffer, sizeof buffer, 4), buffer);
    EXPECT_EQ(vow_clock_now() - begin, 115);
    arrive("efghijkl");
    read = vow_uart_read_burst(&uart, buffer, 4, 4);
    trace_read(read, buffer);
    trace_read(vow_uart_read_burst(&uart, buffer, sizeof buffer, 4), buffer);
    EXPECT_TRACE("[abc]\n[d]\n[efgh]\n[ijkl]\n");
    EXPECT_EQ(vow_clock_now() - begin, 120);
}

VOW_TEST(uart_burst_can_be_cancelled_before_and_after_its_first_byte)
{
    struct vow_promise *read;
    char buffer[8];

    open_uart();
    read = vow_uart_read_burst(&uart, buffer, sizeof buffer, 4);
    EXPECT_EQ(vow_promise_cancel(read), VOW_CANCELLED);
    expect_cancelled(read);
    read = vow_uart_read_burst(&uart, buffer, sizeof buffer, 4);
    arrive("ab");
    vow_sleep_ms(2);
    EXPECT_EQ(vow_promise_cancel(read), VOW_CANCELLED);
    expect_cancelled(read);
    read = vow_uart_read_burst(&uart, buffer, sizeof buffer, 4);
    arrive("c");
    trace_read(read, buffer);
    read = vow_uart_read_burst(&uart, buffer, sizeof buffer, 4);
    vow_uart_sim_fault(&uart, VOW_UART_BREAK);
    trace_read(read, buffer);
    vow_uart_sim_fault(&uart, VOW_UART_BREAK);
    trace_read(vow_uart_read_burst(&uart, buffer, sizeof buffer, 4), buffer);
    EXPECT_TRACE("[abc]\nbreak after []\nbreak after []\n");
    vow_sleep_ms(10);
}

VOW_TEST(uart_bursts_are_iterable)
{
    static char first[] = "ab", second[] = "c";
    struct vow_timer timers[2] = { 0 };
    struct vow_uart_stream stream;
    char buffer[8];

    open_uart();
    vow_timer_start_ms(&timers[0], 10, arrive_later, first);
    vow_timer_start_ms(&timers[1], 20, arrive_later, second);
    VOW_FOR_AWAIT(burst, vow_uart_bursts(&stream, &uart, buffer, sizeof buffer, 3)) {
        TRACE("[%.*s]", (int)burst.value.u, buffer);
        if (burst.value.u == 1)
            break;
    }
    EXPECT_TRACE("[ab]\n[c]\n");
}
