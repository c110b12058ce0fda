/* SPDX-License-Identifier: MIT */
/* Reads and writes of a UART without a device: the injected interrupt is the device. */
#include "inject.h"

#include <string.h>

#include <vow/irq.h>
#include <vow/uart_driver.h>

static struct vow_uart uart;
static uint8_t receive_ring[8], transmit_ring[4];
static char buffer[8];
static char sent[16];
static size_t sent_length;

static void take_all(void)
{
    int byte;

    while ((byte = vow_uart_take_from_isr(&uart)) >= 0)
        sent[sent_length++] = (char)byte;
}

/* The device has room from the interrupt on. */
static bool start_transmit(struct vow_uart *unused)
{
    (void)unused;
    if (inject_has_arrived)
        take_all();
    return false;
}
static bool has_room(struct vow_uart *unused)
{
    (void)unused;
    return inject_has_arrived;
}

static void open(void)
{
    vow_uart_init(&uart, &vow_main_loop, &(struct vow_uart_config){
        .receive_ring = receive_ring, .receive_bytes = sizeof receive_ring,
        .transmit_ring = transmit_ring, .transmit_bytes = sizeof transmit_ring, .start_transmit = start_transmit,
        .has_room = has_room });
    memset(buffer, 0, sizeof buffer);
    memset(sent, 0, sizeof sent);
    sent_length = 0;
}

static void open_with_two(void)
{
    uintptr_t state;

    open();
    state = vow_irq_save();
    vow_uart_byte_from_isr(&uart, 'a');
    vow_uart_byte_from_isr(&uart, 'b');
    vow_irq_restore(state);
}

static void byte_arrives(void) { vow_uart_byte_from_isr(&uart, 'x'); }
static void end_of_line_arrives(void) { vow_uart_byte_from_isr(&uart, '\n'); }

static void read_one(void) { inject_value = vow_await(vow_uart_read(&uart, buffer, 1)); }
static bool got_x(void) { return inject_value.u == 1 && strcmp(buffer, "x") == 0; }

static void read_three(void) { inject_value = vow_await(vow_uart_read_exact(&uart, buffer, 3)); }
static bool got_abx(void) { return inject_value.u == 3 && strcmp(buffer, "abx") == 0; }

static void read_line(void) { inject_value = vow_await(vow_uart_read_line(&uart, buffer, sizeof buffer)); }
static bool got_ab(void) { return inject_value.u == 2 && strcmp(buffer, "ab") == 0; }

static void write_eight(void) { vow_uart_write(&uart, "abcdefgh", 8); }
static bool sent_eight(void) { return strcmp(sent, "abcdefgh") == 0; }

static void write_two(void) { vow_uart_write(&uart, "ab", 2); }
static bool has_two(void)
{
    take_all();
    return strcmp(sent, "ab") == 0;
}

/* Sends byte after byte, as a transmit handler does. */
static vow_value sends(void *unused)
{
    (void)unused;
    vow_await_value(VOW_UNDEFINED);
    while (sent_length < 8) {
        const uintptr_t state = vow_irq_save();

        inject_handler_begins();
        sent[sent_length++] = (char)vow_uart_take_from_isr(&uart);
        inject_handler_ends();
        vow_irq_restore(state);
    }
    return VOW_UNDEFINED;
}
static const struct vow_async_function sends_fn = VOW_ASYNC_FUNCTION(sends, 0, 640);

static void write_beside_sender(void)
{
    struct vow_promise *sender = vow_call(&sends_fn, NULL, 0);

    write_eight();
    vow_await(sender);
}

const struct inject_operation inject_streams[] = {
    { .name = "read", .prepare = open, .run = read_one, .right = got_x, .arrive = byte_arrives },
    { .name = "read what is there and more", .prepare = open_with_two, .run = read_three, .right = got_abx, .arrive = byte_arrives },
    { .name = "read a line", .prepare = open_with_two, .run = read_line, .right = got_ab, .arrive = end_of_line_arrives },
    { .name = "write", .prepare = open, .run = write_eight, .right = sent_eight, .arrive = take_all },
    { .name = "write what fits", .prepare = open, .run = write_two, .right = has_two },
    { .name = "write while it is sent", .prepare = open, .run = write_beside_sender, .right = sent_eight },
    { .name = NULL },
};
