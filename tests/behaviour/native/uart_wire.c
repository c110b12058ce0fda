/* SPDX-License-Identifier: MIT */
/* Bytes that come in time, into a receiver that holds one: overruns, and every line error at every offset of every kind of
 * read. Reception goes on with the next byte. */
#include "uart_test.h"

static const char text[] = "abcdefgh";
enum { LENGTH = 8, KINDS = 5 };

static struct vow_promise *read_of_kind(unsigned kind, char *buffer, size_t size)
{
    switch (kind) {
    case 0:
        return vow_uart_read(&uart, buffer, size);
    case 1:
        return vow_uart_read_exact(&uart, buffer, size);
    case 2:
        return vow_uart_read_until(&uart, buffer, size, "\n", 1);
    case 3:
        return vow_uart_read_line(&uart, buffer, size + 1);
    default:
        return vow_uart_read_burst(&uart, buffer, size, 2);
    }
}

/* What reads of one kind give until `wanted` bytes and one fault have been told: bytes, and '!' where the fault is. */
static void collect(unsigned kind, char *got, size_t wanted, const struct vow_error *error)
{
    size_t bytes = 0, faults = 0;

    while (bytes < wanted || !faults) {
        char buffer[RING + 1];
        vow_value value;
        size_t size = kind == 1 && wanted - bytes < RING && faults ? wanted - bytes : RING;
        bool good = vow_await_result(read_of_kind(kind, buffer, size), &value) == VOW_FULFILLED;
        size_t length = good ? value.u : vow_uart_partial(&uart);

        memcpy(got, buffer, length);
        got += length;
        bytes += length;
        if (!good) {
            EXPECT(value.e == error);
            EXPECT_EQ(vow_uart_fault_count(&uart), 1);
            *got++ = '!';
            faults++;
        }
    }
    *got = 0;
}

static struct {
    struct vow_timer timer;
    size_t next, fault_at;
    unsigned fault;
} sender;

/* One byte time a tick; in one of them a damaged byte comes. A line needs an end. */
static void send(void *argument)
{
    (void)argument;
    if (sender.next == sender.fault_at) {
        sender.fault_at = SIZE_MAX;
        vow_uart_sim_byte_time(&uart, VOW_UART_SIM_FAULT | sender.fault);
    } else {
        vow_uart_sim_byte_time(&uart, sender.next < LENGTH ? (uint8_t)text[sender.next] : '\n');
        sender.next++;
    }
    if (sender.next <= LENGTH)
        vow_timer_start_ms(&sender.timer, 1, send, NULL);
}

static const struct vow_error *error_of(unsigned fault)
{
    static const struct vow_error *const errors[] = { [VOW_UART_OVERRUN] = &vow_error_uart_overrun,
                                                      [VOW_UART_FRAMING] = &vow_error_uart_framing,
                                                      [VOW_UART_PARITY] = &vow_error_uart_parity,
                                                      [VOW_UART_BREAK] = &vow_error_uart_break };

    return errors[fault];
}

VOW_TEST(uart_every_fault_at_every_offset_of_every_read_in_time)
{
    for (unsigned kind = 0; kind < KINDS; kind++)
        for (unsigned fault = VOW_UART_OVERRUN; fault <= VOW_UART_BREAK; fault++)
            for (size_t place = 0; place < LENGTH; place++) {
                char got[4 * LENGTH], wanted[LENGTH + 2];

                open_uart();
                sender.next = 0;
                sender.fault_at = place;
                sender.fault = fault;
                vow_timer_start_ms(&sender.timer, 1, send, NULL);
                collect(kind, got, LENGTH, error_of(fault));
                memcpy(wanted, text, place);
                wanted[place] = '!';
                memcpy(wanted + place + 1, text + place, LENGTH - place + 1);
                got[LENGTH + 1] = 0; /* without the line's end, which some kinds return */
                EXPECT_EQ(strcmp(got, wanted), 0);
                vow_sleep_ms(10);
                EXPECT_EQ(vow_uart_faults(&uart, (enum vow_uart_fault)fault), 1);
            }
}

/* The handler is held back for some byte times: the first byte is there, the others are lost, and the fault stands in between. */
VOW_TEST(uart_overruns_happen_and_match_the_counter)
{
    for (unsigned held = 2; held < 6; held++) {
        char buffer[RING];
        struct vow_promise *read;
        uintptr_t state;

        open_uart();
        read = vow_uart_read_exact(&uart, buffer, 6);
        vow_uart_sim_byte_time(&uart, 'a');
        state = vow_irq_save();
        for (unsigned i = 0; i < held; i++)
            EXPECT_EQ(vow_uart_sim_byte_time(&uart, 'b' + i), i == 0);
        vow_irq_restore(state);
        vow_uart_sim_byte_time(&uart, 'x');
        trace_read(read, buffer);
        vow_uart_sim_byte_time(&uart, 'y');
        trace_read(vow_uart_read(&uart, buffer, sizeof buffer), buffer);
        EXPECT_TRACE("the receiver lost bytes: overrun after [ab]\n[xy]\n");
        EXPECT_EQ(vow_uart_faults(&uart, VOW_UART_OVERRUN), 1);
        EXPECT_EQ(vow_uart_received(&uart), 4);
    }
}
