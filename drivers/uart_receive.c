/* SPDX-License-Identifier: MIT */
/* UART, receiving: the request, the ring behind it, and marks where something was lost.
 *
 * Invariant: while a request is armed (request.promise is set) the ring is empty and no mark waits. So a byte needs to
 * look at one place only, and the order of bytes and faults is that of their arrival. */
#include <vow/irq.h>
#include <vow/uart_driver.h>

static const struct vow_error *const errors[VOW_UART_FAULTS] = {
    [VOW_UART_DROPPED] = &vow_error_uart_dropped, [VOW_UART_OVERRUN] = &vow_error_uart_overrun,
    [VOW_UART_FRAMING] = &vow_error_uart_framing, [VOW_UART_PARITY] = &vow_error_uart_parity,
    [VOW_UART_BREAK] = &vow_error_uart_break,
};

/* How far a request is: it could end now with ENOUGH, and can take no more with COMPLETE. */
enum progress { MORE, ENOUGH, COMPLETE };

static enum progress take_of_line(struct vow_uart *uart, uint8_t byte)
{
    if (byte == '\n' || byte == '\r') {
        uart->after_return = byte == '\r';
        uart->request.buffer[uart->request.length] = 0;
        return COMPLETE;
    }
    if (uart->request.length + 1 < uart->request.size)
        uart->request.buffer[uart->request.length++] = byte;
    else
        uart->request.too_long = true;
    return MORE;
}

static enum progress take(struct vow_uart *uart, uint8_t byte)
{
    if (uart->after_return) {
        uart->after_return = false;
        if (byte == '\n')
            return MORE;
    }
    if (uart->request.is_line)
        return take_of_line(uart, byte);
    uart->request.buffer[uart->request.length++] = byte;
    if (uart->request.length == uart->request.size)
        return COMPLETE;
    return uart->request.length >= uart->request.wanted ? ENOUGH : MORE;
}

/* A rejected line is a string too, so that its start can be shown. */
static void keep_partial(struct vow_uart *uart)
{
    uart->partial = uart->request.length;
    if (uart->request.is_line)
        uart->request.buffer[uart->request.length] = 0;
}

static void reject_from_isr(struct vow_uart *uart, const struct vow_error *error)
{
    struct vow_promise *promise = uart->request.promise;

    keep_partial(uart);
    uart->request.promise = NULL;
    vow_promise_reject_from_isr(uart->loop, promise, vow_error_value(error));
}

void vow_uart_request_byte_from_isr(struct vow_uart *uart, uint8_t byte)
{
    struct vow_promise *promise = uart->request.promise;

    uart->receive_in = uart->receive_in + 1;
    uart->receive_out = uart->receive_in;
    if (take(uart, byte) == MORE)
        return;
    if (uart->request.too_long) {
        reject_from_isr(uart, &vow_error_uart_line_too_long);
        return;
    }
    uart->request.promise = NULL;
    vow_promise_resolve_from_isr(uart->loop, promise, vow_uint(uart->request.length));
}

void vow_uart_fault_from_isr(struct vow_uart *uart, enum vow_uart_fault fault)
{
    uint8_t waiting = (uint8_t)(uart->marks_in - uart->marks_out);
    struct vow_uart_mark *last = &uart->marks[(uart->marks_in - 1u) % VOW_UART_MARKS];

    uart->faults[fault]++;
    if (uart->request.promise) {
        uart->fault_count = 1;
        reject_from_isr(uart, errors[fault]);
    } else if (waiting == VOW_UART_MARKS
               || (waiting && last->position == uart->receive_in && last->fault == fault)) {
        if (last->count < UINT16_MAX)
            last->count++;
    } else {
        uart->marks[uart->marks_in % VOW_UART_MARKS] =
            (struct vow_uart_mark){ .position = uart->receive_in, .count = 1, .fault = (uint8_t)fault };
        uart->marks_in = (uint8_t)(uart->marks_in + 1);
    }
}

/* The error of the mark at the reader's position, or NULL. A mark may still be growing, so it is taken masked. */
static const struct vow_error *take_mark(struct vow_uart *uart)
{
    const struct vow_uart_mark *mark = &uart->marks[uart->marks_out % VOW_UART_MARKS];
    const struct vow_error *error = NULL;
    uintptr_t state = vow_irq_save(); /* 14 instructions */

    if (uart->marks_in != uart->marks_out && mark->position == uart->receive_out) {
        error = errors[mark->fault];
        uart->fault_count = mark->count;
        uart->marks_out = (uint8_t)(uart->marks_out + 1);
    }
    vow_irq_restore(state);
    return error;
}

static bool at_mark(const struct vow_uart *uart)
{
    return uart->marks_in != uart->marks_out
           && uart->marks[uart->marks_out % VOW_UART_MARKS].position == uart->receive_out;
}

/* Moves bytes from the ring to the request, up to a mark. The handler puts a byte before it moves receive_in, and a
 * mark at the place where receive_in stands: so the mark is looked for after receive_in was read. */
static enum progress take_of_ring(struct vow_uart *uart)
{
    enum progress progress = MORE;

    while (progress != COMPLETE && uart->receive_in != uart->receive_out && !at_mark(uart)) {
        uint8_t byte;

        /* The byte is read after the handler's position, and before its place is given back. */
        __atomic_signal_fence(__ATOMIC_SEQ_CST);
        byte = uart->receive_ring[uart->receive_out & uart->receive_mask];
        __atomic_signal_fence(__ATOMIC_SEQ_CST);
        uart->receive_out = uart->receive_out + 1;
        progress = take(uart, byte);
    }
    return progress;
}

/* From here on the handler owns the request, unless something has arrived since the last look. */
static bool arm(struct vow_uart *uart, struct vow_promise *promise)
{
    uintptr_t state = vow_irq_save(); /* 12 instructions */
    bool empty = uart->receive_in == uart->receive_out && uart->marks_in == uart->marks_out;

    if (empty)
        uart->request.promise = promise;
    vow_irq_restore(state);
    return empty;
}

/* Settles `promise` from what is there, or arms the request with it. */
static void serve(struct vow_uart *uart, struct vow_promise *promise)
{
    const struct vow_error *error;

    do {
        if (take_of_ring(uart) != MORE) {
            error = uart->request.too_long ? &vow_error_uart_line_too_long : NULL;
            if (!error) {
                vow_promise_resolve(promise, vow_uint(uart->request.length));
                return;
            }
        } else {
            error = take_mark(uart);
        }
        if (error) {
            keep_partial(uart);
            vow_promise_reject(promise, vow_error_value(error));
            return;
        }
    } while (!arm(uart, promise));
}

void vow_uart_request_(struct vow_uart *uart, struct vow_promise *promise, void *buffer, size_t size, size_t wanted,
                       bool is_line)
{
    uart->request.buffer = buffer;
    uart->request.size = size;
    uart->request.wanted = wanted;
    uart->request.length = 0;
    uart->request.is_line = is_line;
    uart->request.too_long = false;
    serve(uart, promise);
}

/* The promise is made before a byte is taken: if there is none, nothing is lost. */
static struct vow_promise *request(struct vow_uart *uart, void *buffer, size_t size, size_t wanted, bool is_line)
{
    struct vow_promise *promise;

    if (uart->request.promise)
        return vow_promise_rejected(vow_error_value(&vow_error_uart_busy));
    promise = vow_promise_new(is_line ? "uart line" : "uart read");
    if (vow_promise_status(promise) != VOW_PENDING)
        return promise;
    vow_promise_retain(promise);
    if (size)
        vow_uart_request_(uart, promise, buffer, size, wanted, is_line);
    else
        vow_promise_resolve(promise, vow_uint(0));
    return promise;
}

struct vow_promise *vow_uart_read(struct vow_uart *uart, void *buffer, size_t size)
{
    return request(uart, buffer, size, 1, false);
}

struct vow_promise *vow_uart_read_exact(struct vow_uart *uart, void *buffer, size_t size)
{
    return request(uart, buffer, size, size, false);
}

struct vow_promise *vow_uart_read_line(struct vow_uart *uart, char *buffer, size_t size)
{
    return request(uart, buffer, size, 0, true);
}

bool vow_uart_cancel_read(struct vow_uart *uart)
{
    uintptr_t state = vow_irq_save(); /* 4 instructions */
    struct vow_promise *promise = uart->request.promise;

    uart->request.promise = NULL;
    vow_irq_restore(state);
    if (!promise)
        return false;
    keep_partial(uart);
    vow_promise_reject(promise, vow_error_value(&vow_error_uart_cancelled));
    return true;
}
