/* SPDX-License-Identifier: MIT */
/* A UART whose wire brings bursts of bytes and takes a byte a tick, on any board: its handler is an interrupt that is raised by
 * software. */
#ifndef VOW_TESTS_WIRE_H
#define VOW_TESTS_WIRE_H

#include "../points.h"

#include "../../harness/irq.h"
#include "../../uart/exercise.h"

#include <vow/group.h>
#include <vow/uart_driver.h>

enum { RECEIVE_RING = 64, TRANSMIT_RING = 8, BURST = 6, PERIOD = 12 };

static struct vow_uart uart;
static struct exercise exercise = { .uart = &uart };
static struct {
    uint32_t tick, delivered, ahead; /* ahead: bytes that may come before they are asked for */
    uint8_t transmitting;
    bool is_full;
    char sent[160];
    unsigned sent_length;
} wire;

static bool has_room(struct vow_uart *of)
{
    (void)of;
    return !wire.is_full;
}

static bool start_transmit(struct vow_uart *of)
{
    int byte;

    if (wire.is_full || (byte = vow_uart_take_from_isr(of)) < 0)
        return false;
    wire.transmitting = (uint8_t)byte;
    wire.is_full = true;
    return false;
}

static void transmit_handler(void)
{
    if (!wire.is_full)
        return;
    wire.sent[wire.sent_length++ % sizeof wire.sent] = (char)wire.transmitting;
    wire.is_full = false;
    start_transmit(&uart);
}

static void handler(void)
{
    transmit_handler();
    if (wire.tick++ % PERIOD < BURST && wire.delivered - exercise.position < wire.ahead)
        vow_uart_byte_from_isr(&uart, exercise_byte(wire.delivered++));
}

static void tick(void *argument)
{
    (void)argument;
    vow_test_irq_raise(0);
}

static void open_wire(void *context)
{
    static uint8_t receive_ring[RECEIVE_RING], transmit_ring[TRANSMIT_RING];

    (void)context;
    wire.tick = wire.delivered = wire.sent_length = 0;
    wire.ahead = 32;
    wire.is_full = false;
    exercise = (struct exercise){ .uart = &uart };
    vow_uart_init(&uart, &vow_main_loop,
                  &(struct vow_uart_config){ receive_ring, transmit_ring, RECEIVE_RING, TRANSMIT_RING, NULL, start_transmit, has_room });
}

/* One read that was awaited: what it gave is compared. A cut one is thrown on. */
static inline void compare_read(enum vow_status status, bool is_line)
{
    if (exercise_look(&exercise, status, is_line))
        vow_throw(exercise.value);
}

static inline void await_read(struct vow_promise *read, bool is_line)
{
    compare_read(vow_await_result(read, &exercise.value), is_line);
}

/* The stream goes on where it was: no byte is missing, none comes twice. */
static inline const char *uart_works(void *context)
{
    static const char *const done = "done";

    (void)context;
    if (uart.request.promise || uart.writers)
        return "the UART still has a read or a writer";
    await_read(vow_uart_read_exact(&uart, exercise.buffer, 9), false);
    await_read(vow_uart_read_line(&uart, exercise.buffer, EXERCISE_LINE), true);
    await_read(vow_uart_read(&uart, exercise.buffer, 5), false);
    if (exercise.wrong)
        return "a byte was lost, or came twice";
    for (int fault = 0; fault < VOW_UART_SKIPPED; fault++)
        if (vow_uart_faults(&uart, (enum vow_uart_fault)fault))
            return "the UART counted a fault";
    vow_uart_write(&uart, done, 4);
    vow_uart_flush(&uart);
    for (unsigned i = 0; i < 4; i++)
        if (wire.is_full || wire.sent[wire.sent_length - 4 + i] != done[i])
            return "the UART sends no more";
    return NULL;
}

/* Beside it time passes in steps that are points too: there it is cut short with some bytes and without others. */
static const struct vow_async_function *beside;

ASYNC(runs_beside_a_clock)
{
    VOW_GROUP(group) {
        vow_group_call(&group, beside, NULL, 0);
        for (int i = 0; i < PERIOD; i++)
            vow_sleep_ms(1);
    }
    return VOW_UNDEFINED;
}

static inline void try_uart(const struct vow_async_function *function, unsigned points, const char *(*check)(void *context))
{
    struct vow_interval clock = { 0 };

    open_wire(NULL);
    vow_test_irq_connect(0, handler);
    vow_interval_start_ms(&clock, 1, tick, NULL);
    beside = function;
    try_points_and_check(&runs_beside_a_clock_fn, points + PERIOD, open_wire, check);
    vow_interval_stop(&clock);
}

#endif
