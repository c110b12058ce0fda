/* SPDX-License-Identifier: MIT */
/* UART, receiving, the handler's side: the request, the ring behind it, and marks where something was lost.
 *
 * Invariant: while a request is armed (request.promise is set) the ring is empty and no mark waits. So a byte needs to
 * look at one place only, the order of bytes and faults is that of their arrival, and a request that is taken back finds the
 * whole ring free for what it had got. */
#include <vow/irq.h>
#include <vow/uart_driver.h>

_Static_assert(VOW_UART_IS_POWER_OF_TWO(VOW_CONFIG_UART_MARKS) && VOW_CONFIG_UART_MARKS <= 64,
               "VOW_CONFIG_UART_MARKS is a power of two up to 64");

const struct vow_error *const vow_uart_errors_[VOW_UART_FAULTS] = {
    [VOW_UART_DROPPED] = &vow_error_uart_dropped, [VOW_UART_OVERRUN] = &vow_error_uart_overrun,
    [VOW_UART_FRAMING] = &vow_error_uart_framing, [VOW_UART_PARITY] = &vow_error_uart_parity,
    [VOW_UART_BREAK] = &vow_error_uart_break,     [VOW_UART_SKIPPED] = &vow_error_uart_line_too_long,
};

enum vow_uart_progress vow_uart_take_(struct vow_uart *uart, uint8_t byte)
{
    if (uart->after_return) {
        uart->after_return = false;
        if (byte == '\n')
            return VOW_UART_MORE;
    }
    return uart->request.take(uart, byte);
}

/* The request ends at this place of the stream. */
static inline struct vow_promise *end_request(struct vow_uart *uart, uint32_t in)
{
    struct vow_promise *promise = uart->request.promise;

    uart->request.promise = NULL; /* [K5] */
    uart->quick = uart->quick_counted = 0;
    uart->receive_in = uart->receive_out = in;
    uart->receive_end = in + uart->receive_mask + 1;
    return promise;
}

static struct vow_promise *disarm(struct vow_uart *uart)
{
    struct vow_promise *first = uart->burst.first;

    if (first) {
        uart->burst.first = NULL;
        vow_promise_resolve_from_isr(uart->loop, first, VOW_UNDEFINED);
    }
    return end_request(uart, uart->receive_in + (uart->quick_counted - uart->quick));
}

void vow_uart_keep_partial_(struct vow_uart *uart)
{
    uart->partial = vow_uart_length_(uart);
    if (uart->request.skipped)
        *uart->request.at = 0;
}

static void reject_from_isr(struct vow_uart *uart, const struct vow_error *error, uint32_t count)
{
    uart->fault_count = vow_uart_fault_count_of_(count);
    vow_uart_keep_partial_(uart);
    vow_promise_reject_from_isr(uart->loop, disarm(uart), vow_error_value(error));
}

static void resolve_from_isr(struct vow_uart *uart, struct vow_promise *promise)
{
    vow_promise_resolve_from_isr(uart->loop, promise, vow_uint((uint32_t)vow_uart_length_(uart)));
}

void vow_uart_byte_elsewhere_from_isr(struct vow_uart *uart, uint8_t byte)
{
    uint32_t in = uart->receive_in + uart->quick_counted + 1;
    enum vow_uart_progress progress;

    VOW_IRQ_BELOW_MASK();
    if (!uart->request.promise) {
        vow_uart_fault_from_isr(uart, VOW_UART_DROPPED);
    } else if (uart->request.wanted && !uart->after_return) {
        *uart->request.at++ = byte;
        resolve_from_isr(uart, end_request(uart, in));
    } else {
        uart->quick_counted = 0;
        uart->receive_in = uart->receive_end = in;
        progress = vow_uart_take_(uart, byte);
        if (progress == VOW_UART_MORE)
            uart->quick = uart->quick_counted = vow_uart_quick_bytes_(uart);
        else if (progress == VOW_UART_TOO_LONG)
            reject_from_isr(uart, &vow_error_uart_line_too_long, uart->request.skipped);
        else
            resolve_from_isr(uart, disarm(uart));
    }
}

static void add_mark(struct vow_uart *uart, enum vow_uart_fault fault)
{
    uart->marks[uart->marks_in % VOW_CONFIG_UART_MARKS] =
        (struct vow_uart_mark){ .position = uart->receive_in, .count = 1, .fault = (uint8_t)fault };
    uart->marks_in = (uint8_t)(uart->marks_in + 1);
}

void vow_uart_fault_from_isr(struct vow_uart *uart, enum vow_uart_fault fault)
{
    uint8_t waiting = (uint8_t)(uart->marks_in - uart->marks_out);
    struct vow_uart_mark *last = &uart->marks[(uart->marks_in - 1u) % VOW_CONFIG_UART_MARKS];

    VOW_IRQ_BELOW_MASK();
    uart->faults[fault]++;
    if (uart->request.promise && !uart->request.skipped) {
        reject_from_isr(uart, vow_uart_errors_[fault], 1);
        return;
    }
    if (uart->request.promise) /* what the line has skipped is told first, and then what happened behind it */
        reject_from_isr(uart, &vow_error_uart_line_too_long, uart->request.skipped);
    if (waiting == VOW_CONFIG_UART_MARKS
        || (waiting && last->position == uart->receive_in && last->fault == fault))
        last->count = vow_uart_fault_count_of_(last->count + 1u);
    else
        add_mark(uart, fault);
}
