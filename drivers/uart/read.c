/* SPDX-License-Identifier: MIT */
/* UART: reads as promises, and what each kind does with a byte. */
#include <vow/uart_driver.h>

#include <vow/cancel_driver.h>
#include <vow/irq.h>

static enum vow_cancel_outcome cancel(struct vow_source *source, struct vow_promise *promise)
{
    struct vow_uart *uart = (struct vow_uart *)(void *)((char *)source - offsetof(struct vow_uart, request.source));

    if (!vow_uart_take_back_(uart, promise))
        return VOW_CANCEL_TOO_LATE;
    vow_promise_reject(promise, vow_error_value(&vow_error_cancelled));
    return VOW_CANCELLED;
}

/* The promise is made before a byte is taken: if there is none, nothing is lost. */
struct vow_promise *vow_uart_read_promise_(struct vow_uart *uart, const char *label)
{
    static const struct vow_source_methods methods = { "uart read", cancel };
    struct vow_promise *promise;

    if (uart->request.promise)
        return vow_promise_rejected(vow_error_value(&vow_error_uart_busy));
    promise = vow_promise_new(label);
    if (vow_promise_status(promise) == VOW_PENDING) {
        vow_promise_retain(promise);
        uart->request.source.methods = &methods;
        vow_driver_set_source_(promise, &uart->request.source);
    }
    return promise;
}

static enum vow_uart_progress take(struct vow_uart *uart, uint8_t byte)
{
    *uart->request.at++ = byte;
    if (vow_uart_length_(uart) == uart->request.size)
        return VOW_UART_COMPLETE;
    return vow_uart_length_(uart) >= uart->request.wanted ? VOW_UART_ENOUGH : VOW_UART_MORE;
}

static struct vow_promise *request(struct vow_uart *uart, void *buffer, size_t size, size_t wanted, vow_uart_take take_byte)
{
    struct vow_promise *promise = vow_uart_read_promise_(uart, "uart read");

    if (vow_promise_status(promise) != VOW_PENDING)
        return promise;
    if (size)
        vow_uart_request_(uart, promise, buffer, size, wanted, take_byte);
    else
        vow_promise_resolve(promise, vow_uint(0));
    return promise;
}

struct vow_promise *vow_uart_read(struct vow_uart *uart, void *buffer, size_t size)
{
    VOW_NOT_IN_HANDLER_NOR_CALLEE_();
    return request(uart, buffer, size, 1, take);
}

struct vow_promise *vow_uart_read_exact(struct vow_uart *uart, void *buffer, size_t size)
{
    VOW_NOT_IN_HANDLER_NOR_CALLEE_();
    return request(uart, buffer, size, size, take);
}

static enum vow_uart_progress take_until(struct vow_uart *uart, uint8_t byte)
{
    const uint8_t *delimiter = uart->request.delimiters;

    *uart->request.at++ = byte;
    if (vow_uart_length_(uart) == uart->request.size)
        return VOW_UART_COMPLETE;
    for (size_t i = 0; i < uart->request.delimiter_count; i++)
        if (byte == delimiter[i])
            return VOW_UART_COMPLETE;
    return VOW_UART_MORE;
}

struct vow_promise *vow_uart_read_until(struct vow_uart *uart, void *buffer, size_t size, const void *delimiters,
                                        size_t count)
{
    VOW_NOT_IN_HANDLER_();
    if (!uart->request.promise) {
        uart->request.delimiters = delimiters;
        uart->request.delimiter_count = count;
    }
    return request(uart, buffer, size, 0, take_until);
}

/* What there is of a line is a string at all times. Of the bytes that have no room the first one is kept where the NUL
 * belongs, for the case that the line is taken back. */
static enum vow_uart_progress take_of_line(struct vow_uart *uart, uint8_t byte)
{
    if (byte == '\n' || byte == '\r') {
        uart->after_return = byte == '\r';
        *uart->request.at = 0;
        return uart->request.skipped ? VOW_UART_TOO_LONG : VOW_UART_COMPLETE;
    }
    if (vow_uart_length_(uart) + 1 < uart->request.size) {
        *uart->request.at++ = byte;
        *uart->request.at = 0;
    } else {
        if (!uart->request.skipped)
            *uart->request.at = byte;
        uart->request.skipped++;
        uart->faults[VOW_UART_SKIPPED]++;
    }
    return VOW_UART_MORE;
}

void vow_uart_request_line_(struct vow_uart *uart, struct vow_promise *promise, void *buffer, size_t size)
{
    *(char *)buffer = 0;
    vow_uart_request_(uart, promise, buffer, size, 0, take_of_line);
}

struct vow_promise *vow_uart_read_line(struct vow_uart *uart, char *buffer, size_t size)
{
    VOW_NOT_IN_HANDLER_NOR_CALLEE_();
    struct vow_promise *promise = vow_uart_read_promise_(uart, "uart line");

    if (vow_promise_status(promise) == VOW_PENDING)
        vow_uart_request_line_(uart, promise, buffer, size);
    return promise;
}

void vow_uart_request_chunk_(struct vow_uart *uart, struct vow_promise *promise, void *buffer, size_t size)
{
    vow_uart_request_(uart, promise, buffer, size, 1, take);
}
