/* SPDX-License-Identifier: MIT */
/* Reads over the simulated hardware: where bytes and faults go, and in which order. */
#include "uart_test.h"

VOW_TEST(uart_read_takes_what_is_there)
{
    char buffer[4];

    open_uart();
    arrive("abcdef");
    trace_read(vow_uart_read(&uart, buffer, sizeof buffer), buffer);
    trace_read(vow_uart_read(&uart, buffer, sizeof buffer), buffer);
    EXPECT_TRACE("[abcd]\n[ef]\n");
    EXPECT_EQ(vow_uart_received(&uart), 6);
}

VOW_TEST(uart_read_waits_for_the_first_byte)
{
    char buffer[4];
    struct vow_promise *read;

    open_uart();
    read = vow_uart_read(&uart, buffer, sizeof buffer);
    EXPECT_EQ(vow_promise_status(read), VOW_PENDING);
    arrive("ab");
    trace_read(read, buffer);
    trace_read(vow_uart_read(&uart, buffer, sizeof buffer), buffer);
    EXPECT_TRACE("[a]\n[b]\n");
}

VOW_TEST(uart_read_exact_goes_on_from_ring_to_handler)
{
    char buffer[6];
    struct vow_promise *read;

    open_uart();
    arrive("abc");
    read = vow_uart_read_exact(&uart, buffer, 6);
    arrive("de");
    EXPECT_EQ(vow_promise_status(read), VOW_PENDING);
    arrive("fgh");
    trace_read(read, buffer);
    trace_read(vow_uart_read(&uart, buffer, 6), buffer);
    EXPECT_TRACE("[abcdef]\n[gh]\n");
}

VOW_TEST(uart_second_read_is_busy)
{
    char first[2], second[2];
    struct vow_promise *read;

    open_uart();
    read = vow_uart_read(&uart, first, sizeof first);
    trace_read(vow_uart_read(&uart, second, sizeof second), second);
    arrive("a");
    trace_read(read, first);
    EXPECT_TRACE("another read waits already after []\n[a]\n");
}

static void expect_three_lines(bool before)
{
    static const char text[] = "a\r\nbb\r\n\nc\rd\n";
    char buffer[8];

    open_uart();
    for (unsigned i = 0; i < 5; i++) {
        static const size_t start[] = { 0, 3, 7, 8, 10, 12 };
        struct vow_promise *read;

        if (before)
            vow_uart_sim_receive(&uart, text + start[i], start[i + 1] - start[i]);
        read = vow_uart_read_line(&uart, buffer, sizeof buffer);
        if (!before)
            vow_uart_sim_receive(&uart, text + start[i], start[i + 1] - start[i]);
        trace_read(read, buffer);
    }
    EXPECT_TRACE("[a]\n[bb]\n[]\n[c]\n[d]\n");
}

VOW_TEST(uart_lines_end_in_three_ways_from_the_ring) { expect_three_lines(true); }
VOW_TEST(uart_lines_end_in_three_ways_from_the_handler) { expect_three_lines(false); }

VOW_TEST(uart_newline_after_return_belongs_to_the_line)
{
    char buffer[8];

    open_uart();
    arrive("a\r\n\nb");
    trace_read(vow_uart_read_line(&uart, buffer, sizeof buffer), buffer);
    trace_read(vow_uart_read(&uart, buffer, sizeof buffer), buffer);
    EXPECT_TRACE("[a]\n[\nb]\n");
}

VOW_TEST(uart_newline_after_return_is_no_byte_of_a_waiting_read)
{
    char buffer[8];
    struct vow_promise *read;

    open_uart();
    arrive("a\r");
    trace_read(vow_uart_read_line(&uart, buffer, sizeof buffer), buffer);
    read = vow_uart_read_exact(&uart, buffer, 3);
    arrive("\nbc\n\n");
    trace_read(read, buffer);
    trace_read(vow_uart_read(&uart, buffer, sizeof buffer), buffer);
    EXPECT_TRACE("[a]\n[bc\n]\n[\n]\n");
    EXPECT_EQ(vow_uart_received(&uart), 7);
}

VOW_TEST(uart_long_line_is_skipped_to_its_end)
{
    char buffer[4];
    struct vow_promise *read;

    open_uart();
    read = vow_uart_read_line(&uart, buffer, sizeof buffer);
    arrive("abc\nabcd\nef\n");
    trace_read(read, buffer);
    trace_read(vow_uart_read_line(&uart, buffer, sizeof buffer), buffer);
    EXPECT_EQ(strcmp(buffer, "abc"), 0);
    trace_read(vow_uart_read_line(&uart, buffer, sizeof buffer), buffer);
    EXPECT_TRACE("[abc]\nthe line is too long after [abc]\n[ef]\n");
}

static void expect_long_line_and_fault(bool before)
{
    char buffer[4];
    struct vow_promise *read = NULL;

    open_uart();
    if (!before)
        read = vow_uart_read_line(&uart, buffer, sizeof buffer);
    arrive("abcde");
    vow_uart_sim_fault(&uart, VOW_UART_PARITY);
    arrive("f\n");
    trace_read(before ? vow_uart_read_line(&uart, buffer, sizeof buffer) : read, buffer);
    EXPECT_EQ(vow_uart_fault_count(&uart), 2);
    for (int i = 0; i < 2; i++)
        trace_read(vow_uart_read_line(&uart, buffer, sizeof buffer), buffer);
    EXPECT_TRACE("the line is too long after [abc]\nparity error after []\n[f]\n");
}

VOW_TEST(uart_long_line_that_a_fault_ends_tells_both_from_the_ring) { expect_long_line_and_fault(true); }
VOW_TEST(uart_long_line_that_a_fault_ends_tells_both_from_the_handler) { expect_long_line_and_fault(false); }

VOW_TEST(uart_full_ring_drops_and_tells_at_the_place)
{
    char buffer[16];

    open_uart();
    arrive("abcdefghXYZ");
    trace_read(vow_uart_read(&uart, buffer, 3), buffer);
    arrive("ij");
    for (int i = 0; i < 3; i++)
        trace_read(vow_uart_read(&uart, buffer, sizeof buffer), buffer);
    EXPECT_TRACE("[abc]\n[defgh]\nbytes were dropped: the receive ring was full after []\n[ij]\n");
    EXPECT_EQ(vow_uart_fault_count(&uart), 3);
    EXPECT_EQ(vow_uart_faults(&uart, VOW_UART_DROPPED), 3);
    EXPECT_EQ(vow_uart_received(&uart), 10);
}

/* Each fault at each place of a read of four, with some bytes in the ring before the read and the rest behind it. */
VOW_TEST(uart_every_fault_at_every_offset)
{
    static const char text[] = "abcd";

    for (int fault = VOW_UART_OVERRUN; fault <= VOW_UART_BREAK; fault++)
        for (size_t place = 0; place < 4; place++)
            for (size_t before = 0; before <= 4; before++) {
                char buffer[4] = "";
                struct vow_promise *read = NULL;
                vow_value value;

                open_uart();
                for (size_t i = 0; i < 4; i++) {
                    if (i == before)
                        read = vow_uart_read_exact(&uart, buffer, 4);
                    if (i == place)
                        vow_uart_sim_fault(&uart, (enum vow_uart_fault)fault);
                    vow_uart_sim_receive(&uart, text + i, 1);
                }
                if (!read)
                    read = vow_uart_read_exact(&uart, buffer, 4);
                EXPECT_EQ(vow_await_result(read, &value), VOW_REJECTED);
                EXPECT_EQ(vow_uart_partial(&uart), place);
                EXPECT_EQ(memcmp(buffer, text, place), 0);
                EXPECT_EQ(vow_uart_faults(&uart, (enum vow_uart_fault)fault), 1);
                EXPECT_EQ(vow_uart_fault_count(&uart), 1);
                EXPECT_EQ(vow_await(vow_uart_read_exact(&uart, buffer, 4 - place)).u, 4 - place);
                EXPECT_EQ(memcmp(buffer, text + place, 4 - place), 0);
            }
}

VOW_TEST(uart_more_faults_than_marks_join_the_last_one)
{
    char buffer[8];

    open_uart();
    for (int i = 0; i < VOW_CONFIG_UART_MARKS + 2; i++)
        vow_uart_sim_fault(&uart, i % 2 ? VOW_UART_PARITY : VOW_UART_FRAMING);
    arrive("x");
    for (int i = 0; i < VOW_CONFIG_UART_MARKS; i++) {
        vow_value reason;

        EXPECT_EQ(vow_await_result(vow_uart_read(&uart, buffer, sizeof buffer), &reason), VOW_REJECTED);
        EXPECT(reason.e == (i % 2 ? &vow_error_uart_parity : &vow_error_uart_framing));
        EXPECT_EQ(vow_uart_fault_count(&uart), i == VOW_CONFIG_UART_MARKS - 1 ? 3 : 1);
    }
    trace_read(vow_uart_read(&uart, buffer, sizeof buffer), buffer);
    EXPECT_TRACE("[x]\n");
    EXPECT_EQ(vow_uart_faults(&uart, VOW_UART_FRAMING) + vow_uart_faults(&uart, VOW_UART_PARITY), VOW_CONFIG_UART_MARKS + 2);
}

VOW_TEST(uart_dry_pool_loses_no_byte)
{
    static struct vow_promise *held[1024];
    char buffer[8];
    size_t count = 0;
    vow_value reason;

    open_uart();
    arrive("abc");
    while (vow_pool_usage(VOW_POOL_PROMISES).free)
        held[count++] = vow_promise_new(NULL);
    EXPECT_EQ(vow_await_result(vow_uart_read(&uart, buffer, sizeof buffer), &reason), VOW_REJECTED);
    EXPECT_EQ(reason.e, &vow_error_pool_promise);
    while (count)
        vow_promise_release(held[--count]);
    trace_read(vow_uart_read(&uart, buffer, sizeof buffer), buffer);
    EXPECT_TRACE("[abc]\n");
}

VOW_TEST(uart_lines_are_iterable)
{
    struct vow_uart_stream stream;
    char buffer[8];

    open_uart();
    arrive("a\nb\nc\nd");
    VOW_FOR_AWAIT(line, vow_uart_lines(&stream, &uart, buffer, sizeof buffer)) {
        TRACE("%s", line.value.s);
        if (*line.value.s == 'c')
            break;
    }
    trace_read(vow_uart_read(&uart, buffer, sizeof buffer), buffer);
    EXPECT_TRACE("a\nb\nc\n[d]\n");
}

VOW_TEST(uart_chunks_throw_a_fault_and_go_on)
{
    struct vow_uart_stream stream;
    char buffer[8];

    open_uart();
    arrive("ab");
    vow_uart_sim_fault(&uart, VOW_UART_PARITY);
    arrive("cd");
    for (int round = 0; round < 2; round++) {
        VOW_TRY {
            VOW_FOR_AWAIT(chunk, vow_uart_chunks(&stream, &uart, buffer, sizeof buffer)) {
                TRACE("[%.*s]", (int)chunk.value.i, buffer);
                if (round == 1)
                    break;
            }
        } VOW_CATCH(e) {
            TRACE("%s", e.e->message);
        } VOW_END
    }
    EXPECT_TRACE("[ab]\nparity error\n[cd]\n");
}
