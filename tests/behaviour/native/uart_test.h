/* SPDX-License-Identifier: MIT */
/* A UART over the simulated hardware, for tests that say byte by byte what arrives. */
#ifndef VOW_TESTS_UART_TEST_H
#define VOW_TESTS_UART_TEST_H

#include <string.h>

#include <vow/irq.h>
#include <vow/native.h>
#include <vow/uart_sim.h>

#include "../../harness/test.h"

enum { RECEIVE = 8, TRANSMIT = 9, PRIORITY = 100, RING = 8 };

static struct vow_uart uart;
static struct vow_uart_sim sim;
static char sent[4096];
static size_t sent_length;

static void note_sent(uint8_t byte) { sent[sent_length++ % sizeof sent] = (char)byte; }

static void receive_handler(void) { vow_uart_sim_receive_handler(&uart); }
static void transmit_handler(void) { vow_uart_sim_transmit_handler(&uart); }

static inline void open_uart(void)
{
    static uint8_t receive_ring[RING], transmit_ring[RING];

    sim = (struct vow_uart_sim){ .receive_interrupt = RECEIVE, .transmit_interrupt = TRANSMIT, .sent = note_sent };
    sent_length = 0;
    memset(sent, 0, sizeof sent);
    vow_native_connect(RECEIVE, PRIORITY, receive_handler);
    vow_native_connect(TRANSMIT, PRIORITY, transmit_handler);
    vow_uart_sim_open(&uart, &vow_main_loop,
                      (struct vow_uart_config){ receive_ring, transmit_ring, RING, RING, &sim, NULL, NULL });
}

static inline void arrive(const char *text)
{
    EXPECT_EQ(vow_uart_sim_receive(&uart, text, strlen(text)), strlen(text));
}

/* Awaits a read and traces what it gave: the bytes, or the error and the bytes that it had got. */
static inline void trace_read(struct vow_promise *promise, const char *buffer)
{
    vow_value value;

    if (vow_await_result(promise, &value) == VOW_FULFILLED)
        TRACE("[%.*s]", (int)value.i, buffer);
    else
        TRACE("%s after [%.*s]", value.e->message, (int)vow_uart_partial(&uart), buffer);
}

static inline void expect_cancelled(struct vow_promise *promise)
{
    vow_value reason;

    EXPECT_EQ(vow_await_result(promise, &reason), VOW_REJECTED);
    EXPECT(reason.e == &vow_error_cancelled);
}

#endif
