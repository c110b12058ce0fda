/* SPDX-License-Identifier: MIT */
/* UART, transmitting. The order of bytes is: the ring, then the writers that wait, one after another, straight from
 * their own memory. So a write needs one promise at most, however long it is, and nobody can cut in: as long as a
 * writer waits, nothing goes into the ring. */
#include <vow/cancel_driver.h>
#include <vow/irq.h>
#include <vow/uart_driver.h>

static void take_off_list(struct vow_uart_writer *writer)
{
    struct vow_uart_writer *next = writer->next, **link = writer->link;

    *link = next;
    if (next)
        next->link = link;
    else
        writer->uart->writers_tail = link;
    writer->link = NULL;
}

int vow_uart_take_of_writers_from_isr(struct vow_uart *uart)
{
    struct vow_uart_writer *writer;
    int byte = -1;

    VOW_IRQ_BELOW_MASK();
    /* A writer of nothing is a flush: it is reached when the byte before it has left the hardware's buffer. */
    while (byte < 0 && (writer = uart->writers)) {
        if (writer->length) {
            byte = *writer->data++;
            writer->length--;
        }
        if (writer->length)
            break;
        take_off_list(writer); /* [K5] */
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

/* Called while nobody waits, so the byte is one of the ring. */
static void start(struct vow_uart *uart)
{
    bool more;

    do {
        uintptr_t state = vow_irq_save(); /* 5 instructions, a look at the hardware and one byte */

        more = uart->start_transmit(uart);
        vow_irq_restore(state);
    } while (more);
}

size_t vow_uart_write_some(struct vow_uart *uart, const void *data, size_t length)
{
    VOW_NOT_IN_HANDLER_();
    size_t taken = uart->writers ? 0 : put(uart, data, length);

    if (taken)
        start(uart);
    return taken;
}

/* A writer that has got its last byte out is not on the list any more. Those behind it need no start: the hardware has a byte
 * whose interrupt is to come. */
static enum vow_cancel_outcome cancel(struct vow_source *source, struct vow_promise *promise)
{
    struct vow_uart_writer *writer = (struct vow_uart_writer *)source;
    uintptr_t state = vow_irq_save(); /* 17 instructions */
    bool waits = writer->link;

    if (waits)
        take_off_list(writer); /* [K4] */
    vow_irq_restore(state);
    if (!waits)
        return VOW_CANCEL_TOO_LATE;
    vow_promise_reject(promise, vow_error_value(&vow_error_cancelled));
    return writer->length == writer->started_with ? VOW_CANCEL_NOT_STARTED : VOW_CANCELLED;
}

/* Before it waits. */
static bool prepare(struct vow_uart *uart, struct vow_uart_writer *writer, const char *label)
{
    static const struct vow_source_methods methods = { "uart write", cancel };

    writer->promise = vow_promise_new(label);
    if (vow_promise_status(writer->promise) != VOW_PENDING)
        return false;
    writer->source.methods = &methods;
    writer->uart = uart;
    vow_driver_set_source_(writer->promise, &writer->source);
    return true;
}

/* `writer` lies on the stack of the task that waits here until the handler has taken its last byte. False: that would not come, as nothing
 * is on its way. */
static bool wait_for_turn(struct vow_uart *uart, struct vow_uart_writer *writer)
{
    bool waits;
    uintptr_t state;

    vow_promise_retain(writer->promise);
    state = vow_irq_save(); /* 17 instructions and a look at the hardware */
    waits = uart->writers || uart->transmit_in != uart->transmit_out || !uart->has_room(uart);
    if (waits) {
        writer->link = uart->writers_tail;
        *uart->writers_tail = writer;
        uart->writers_tail = &writer->next;
    }
    vow_irq_restore(state);
    if (!waits)
        vow_promise_release(writer->promise);
    return waits;
}

/* Puts what fits into the ring. True: all did. */
static bool put_some(struct vow_uart *uart, struct vow_uart_writer *writer)
{
    size_t taken = vow_uart_write_some(uart, writer->data, writer->length);

    writer->data += taken;
    writer->length -= taken;
    return !writer->length;
}

/* False: to be awaited. While the ring is put full, nothing else is waiting for the handler; if it has got all out before this waits, that
 * is done over. */
static bool begin(struct vow_uart *uart, struct vow_uart_writer *writer, const void *data, size_t length)
{
    *writer = (struct vow_uart_writer){ .data = data, .length = length, .started_with = length };
    if (!uart->writers && length <= uart->transmit_mask + 1 - (uart->transmit_in - uart->transmit_out))
        return put_some(uart, writer);
    if (!prepare(uart, writer, "uart write"))
        return false;
    do {
        if (put_some(uart, writer)) {
            vow_promise_release(writer->promise);
            return true;
        }
    } while (!wait_for_turn(uart, writer));
    return false;
}

void vow_uart_write(struct vow_uart *uart, const void *data, size_t length)
{
    VOW_NOT_IN_HANDLER_();
    struct vow_uart_writer writer;

    if (!begin(uart, &writer, data, length))
        vow_await(writer.promise);
}

void vow_uart_write_counted(struct vow_uart *uart, const void *data, size_t length, size_t *sent)
{
    VOW_NOT_IN_HANDLER_();
    struct vow_uart_writer writer;
    vow_value reason;

    if (!begin(uart, &writer, data, length)
        && vow_await_result(writer.promise, &reason) >= VOW_REJECTED) {
        *sent = length - writer.length;
        vow_throw(reason);
    }
    *sent = length;
}

void vow_uart_flush(struct vow_uart *uart)
{
    VOW_NOT_IN_HANDLER_NOR_CALLEE_();
    struct vow_uart_writer writer = { 0 };

    if (!prepare(uart, &writer, "uart flush") || wait_for_turn(uart, &writer))
        vow_await(writer.promise);
    else
        vow_promise_release(writer.promise);
}
