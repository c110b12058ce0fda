/* SPDX-License-Identifier: MIT */
/* UARTs over the simulated hardware: where bytes and faults go, and in which order. */
#include <string.h>

#include <vow/irq.h>
#include <vow/native.h>
#include <vow/uart_sim.h>

#include "../../harness/test.h"

enum { RECEIVE = 8, TRANSMIT = 9, PRIORITY = 100, RING = 8 };

static struct vow_uart uart;
static char sent[4096];
static size_t sent_length;

static void note_sent(uint8_t byte) { sent[sent_length++ % sizeof sent] = (char)byte; }

static struct vow_uart_sim sim;

static void receive_handler(void) { vow_uart_sim_receive_handler(&uart); }
static void transmit_handler(void) { vow_uart_sim_transmit_handler(&uart); }

static void open_uart(void)
{
    static uint8_t receive_ring[RING], transmit_ring[RING];

    sim = (struct vow_uart_sim){ .receive_interrupt = RECEIVE, .transmit_interrupt = TRANSMIT, .sent = note_sent };
    sent_length = 0;
    memset(sent, 0, sizeof sent);
    vow_native_connect(RECEIVE, PRIORITY, receive_handler);
    vow_native_connect(TRANSMIT, PRIORITY, transmit_handler);
    vow_uart_sim_open(&uart, &vow_main_loop,
                      (struct vow_uart_config){ receive_ring, transmit_ring, RING, RING, &sim, NULL });
}

static void arrive(const char *text) { EXPECT_EQ(vow_uart_sim_receive(&uart, text, strlen(text)), strlen(text)); }

/* Awaits a read and traces what it gave: the bytes, or the error and the bytes that it had got. */
static void trace_read(struct vow_promise *promise, const char *buffer)
{
    vow_value value;

    if (vow_await_result(promise, &value) == VOW_FULFILLED)
        TRACE("[%.*s]", (int)value.i, buffer);
    else
        TRACE("%s after [%.*s]", value.e->message, (int)vow_uart_partial(&uart), buffer);
}

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

    for (int fault = VOW_UART_OVERRUN; fault < VOW_UART_FAULTS; fault++)
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

VOW_TEST(uart_many_faults_join_the_last_mark)
{
    char buffer[8];

    open_uart();
    for (int i = 0; i < 6; i++) {
        vow_uart_sim_fault(&uart, VOW_UART_FRAMING);
        arrive("x");
    }
    for (int i = 0; i < 8; i++)
        trace_read(vow_uart_read(&uart, buffer, sizeof buffer), buffer);
    EXPECT_TRACE("framing error after []\n[x]\nframing error after []\n[x]\nframing error after []\n[x]\n"
                 "framing error after []\n[xxx]\n");
    EXPECT_EQ(vow_uart_fault_count(&uart), 3);
    EXPECT_EQ(vow_uart_faults(&uart, VOW_UART_FRAMING), 6);
}

VOW_TEST(uart_cancelled_read_loses_nothing)
{
    char buffer[8];
    struct vow_promise *read;

    open_uart();
    read = vow_uart_read_exact(&uart, buffer, 4);
    arrive("ab");
    EXPECT(vow_uart_cancel_read(&uart));
    arrive("cd");
    EXPECT(!vow_uart_cancel_read(&uart));
    trace_read(read, buffer);
    trace_read(vow_uart_read(&uart, buffer, sizeof buffer), buffer);
    EXPECT_TRACE("the read was taken back after [ab]\n[cd]\n");
}

VOW_TEST(uart_satisfied_read_cannot_be_cancelled)
{
    char buffer[8];
    struct vow_promise *read;

    open_uart();
    read = vow_uart_read(&uart, buffer, 4);
    arrive("a");
    EXPECT(!vow_uart_cancel_read(&uart));
    trace_read(read, buffer);
    EXPECT_TRACE("[a]\n");
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

/* ---- sending ---- */

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
    vow_uart_flush(&uart);
}

/* ---- everything at once ---- */

static uint32_t random_state;

static uint32_t below(uint32_t limit)
{
    random_state = random_state * 1664525u + 1013904223u;
    return (random_state >> 16) % limit;
}

/* Nothing arrives while a fault waits to be read: with more than four, the places of the later ones are not kept. */
static bool marks_waiting(void) { return uart.marks_in != uart.marks_out; }

/* Bytes arrive in random portions, also while interrupts are masked, faults among them; reads of random kinds and sizes,
 * some cancelled. Every byte is returned once and in order, or was dropped where the stream says so. */
VOW_TEST(uart_million_random_bytes)
{
    enum { TOTAL = 1000000 };
    uint32_t arrived = 0, returned = 0, lost = 0, faults = 0, reported = 0;
    char buffer[16];

    open_uart();
    vow_test_allow_ms(TOTAL);
    random_state = 1;
    while (returned + lost < TOTAL) {
        size_t wanted = 1 + below(sizeof buffer);
        bool exact = below(2);
        struct vow_promise *read = NULL;
        size_t length;
        vow_value value;

        for (unsigned burst = below(4); ; burst--) {
            uintptr_t state = vow_irq_save();

            for (unsigned i = marks_waiting() ? 0 : below(12); i && arrived < TOTAL; i--, arrived++) {
                uint8_t byte = (uint8_t)(arrived * 7 + arrived / 251);

                vow_uart_sim_receive(&uart, &byte, 1);
            }
            if (!marks_waiting() && below(50) == 0 && vow_uart_sim_fault(&uart, (enum vow_uart_fault)(1 + below(4))))
                faults++;
            vow_irq_restore(state);
            if (!read)
                read = exact ? vow_uart_read_exact(&uart, buffer, wanted) : vow_uart_read(&uart, buffer, wanted);
            if (burst == 0)
                break;
        }
        vow_uart_cancel_read(&uart);
        if (vow_await_result(read, &value) == VOW_FULFILLED) {
            length = value.u;
        } else {
            length = vow_uart_partial(&uart);
            if (value.e != &vow_error_uart_cancelled && value.e != &vow_error_uart_dropped)
                reported += vow_uart_fault_count(&uart);
        }
        for (size_t i = 0; i < length; i++, returned++) {
            uint32_t number = returned + lost;

            EXPECT_EQ((uint8_t)buffer[i], (uint8_t)(number * 7 + number / 251));
        }
        if (value.e == &vow_error_uart_dropped)
            lost += vow_uart_fault_count(&uart);
        vow_sleep_ms(1); /* a handled rejection keeps its promise until the macrotask ends */
    }
    EXPECT_EQ(returned, vow_uart_received(&uart));
    EXPECT_EQ(lost, vow_uart_faults(&uart, VOW_UART_DROPPED));
    EXPECT(returned > TOTAL / 4);
    EXPECT(faults > 1000 && reported == faults);
}
