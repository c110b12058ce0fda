/* SPDX-License-Identifier: MIT */
/* UART, transmitting. The order of bytes is: the ring, then the writers that wait, one after another, straight from
 * their own memory. So a write needs one promise at most, however long it is, and nobody can cut in: as long as a
 * writer waits, nothing goes into the ring. */
#include <vow/irq.h>
#include <vow/uart_driver.h>

int vow_uart_take_of_writers_from_isr(struct vow_uart *uart)
{
    struct vow_uart_writer *writer;
    int byte = -1;

    /* A writer of nothing is a flush: it is reached when the byte before it has left the hardware's buffer. */
    while (byte < 0 && (writer = uart->writers)) {
        if (writer->length) {
            byte = *writer->data++;
            writer->length--;
        }
        if (writer->length)
            break;
        uart->writers = writer->next;
        if (!uart->writers)
            uart->writers_tail = &uart->writers;
        vow_promise_resolve_from_isr(uart->loop, writer->promise, VOW_UNDEFINED);
    }
    return byte;
}

static size_t put(struct vow_uart *uart, const uint8_t *data, size_t length)
{
    uint32_t in = uart->transmit_in, mask = uart->transmit_mask;
    size_t room = mask + 1 - (in - uart->transmit_out), first = mask + 1 - (in & mask);

    if (length > room)
        length = room;
    if (first > length)
        first = length;
    __builtin_memcpy(uart->transmit_ring + (in & mask), data, first);
    __builtin_memcpy(uart->transmit_ring, data + first, length - first);
    __atomic_signal_fence(__ATOMIC_SEQ_CST); /* the bytes are there before the handler is told */
    uart->transmit_in = in + (uint32_t)length;
    return length;
}

static void start(struct vow_uart *uart)
{
    uintptr_t state = vow_irq_save(); /* the driver's start_transmit: a look at the hardware and one byte */

    uart->start_transmit(uart);
    vow_irq_restore(state);
}

size_t vow_uart_write_some(struct vow_uart *uart, const void *data, size_t length)
{
    size_t taken = uart->writers ? 0 : put(uart, data, length);

    if (taken)
        start(uart);
    return taken;
}

/* `writer` lies on the stack of the task that waits here until the handler has taken its last byte. */
static void wait_for_turn(struct vow_uart *uart, struct vow_uart_writer *writer)
{
    struct vow_promise *promise = writer->promise;
    uintptr_t state;

    vow_promise_retain(promise);
    state = vow_irq_save(); /* 4 instructions and start_transmit */
    *uart->writers_tail = writer;
    uart->writers_tail = &writer->next;
    uart->start_transmit(uart);
    vow_irq_restore(state);
    vow_await(promise);
}

void vow_uart_write(struct vow_uart *uart, const void *data, size_t length)
{
    struct vow_uart_writer writer = { .data = data, .length = length };
    bool fits = !uart->writers && length <= uart->transmit_mask + 1 - (uart->transmit_in - uart->transmit_out);

    if (fits) {
        vow_uart_write_some(uart, data, length);
        return;
    }
    writer.promise = vow_promise_new("uart write");
    if (vow_promise_status(writer.promise) != VOW_PENDING) {
        vow_await(writer.promise);
        return;
    }
    if (!uart->writers) {
        size_t taken = put(uart, data, length);

        writer.data += taken;
        writer.length -= taken;
    }
    wait_for_turn(uart, &writer);
}

void vow_uart_flush(struct vow_uart *uart)
{
    struct vow_uart_writer writer = { .promise = vow_promise_new("uart flush") };

    if (vow_promise_status(writer.promise) == VOW_PENDING)
        wait_for_turn(uart, &writer);
    else
        vow_await(writer.promise);
}
