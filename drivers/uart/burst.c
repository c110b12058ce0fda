/* SPDX-License-Identifier: MIT */
/* UART: chunks that a gap ends. The handler notes the time of each byte. With the first one it settles `burst.first`, whose
 * reaction starts the timer; when the timer is over it looks how long the last byte has been there. So nothing runs while the
 * line is idle, and a byte costs no more than reading the clock. */
#include <vow/irq.h>
#include <vow/uart_driver.h>

static enum vow_uart_progress take(struct vow_uart *uart, uint8_t byte)
{
    struct vow_promise *first = uart->burst.first;

    *uart->request.at++ = byte;
    uart->burst.last_at = vow_clock_now();
    if (first) {
        uart->burst.first = NULL;
        vow_promise_resolve_from_isr(uart->loop, first, VOW_UNDEFINED);
    }
    return vow_uart_length_(uart) == uart->request.size ? VOW_UART_COMPLETE : VOW_UART_MORE;
}

/* Ends the burst if the gap is over, or sets the timer to when it will be. A burst that has ended in another way, and one
 * behind it whose first byte has not come, are left alone. */
static void look(void *argument)
{
    struct vow_uart *uart = argument;
    enum vow_uart_ended ended = VOW_UART_MOVED;

    while (ended == VOW_UART_MOVED) {
        const struct vow_uart_look at = vow_uart_look_(uart);
        struct vow_promise *promise = uart->request.promise;
        /* The last byte came within a tick, and the tick does not count. */
        const vow_time due = uart->burst.last_at + uart->burst.gap + 1;

        if (!promise || uart->request.take != take || uart->request.at == uart->request.buffer)
            return;
        if (!vow_uart_stands_(uart, &at))
            continue;
        if (vow_clock_now() < due) {
            vow_timer_start_at(&uart->burst.timer, due, look, uart);
            return;
        }
        ended = vow_uart_end_(uart, promise, &at);
        if (ended == VOW_UART_ENDED)
            vow_promise_resolve(promise, vow_uint((uint32_t)vow_uart_length_(uart)));
    }
}

static vow_value first_came(void *argument, vow_value value, enum vow_status status)
{
    (void)status;
    look(argument);
    return value;
}

struct vow_promise *vow_uart_request_burst_(struct vow_uart *uart, struct vow_promise *promise, void *buffer, size_t size,
                                            uint32_t gap_ms)
{
    struct vow_promise *first = vow_promise_new("uart burst"), *reaction;
    uintptr_t state;

    if (vow_promise_status(first) != VOW_PENDING)
        return first;
    vow_promise_retain(first);
    reaction = vow_promise_then(first, first_came, NULL, uart);
    if (vow_promise_status(reaction) != VOW_PENDING) {
        vow_promise_release(first);
        return reaction;
    }
    vow_detach(reaction);
    uart->burst.gap = vow_ticks_from_ms(gap_ms);
    uart->burst.first = first;
    vow_uart_request_(uart, promise, buffer, size, 0, take);
    state = vow_irq_save(); /* 6 instructions */
    first = uart->request.promise ? NULL : uart->burst.first;
    if (first)
        uart->burst.first = NULL;
    vow_irq_restore(state);
    if (first)
        vow_promise_resolve(first, VOW_UNDEFINED);
    return NULL;
}

struct vow_promise *vow_uart_read_burst(struct vow_uart *uart, void *buffer, size_t size, uint32_t gap_ms)
{
    VOW_NOT_IN_HANDLER_NOR_CALLEE_();
    struct vow_promise *promise = vow_uart_read_promise_(uart, "uart burst"), *dry;

    if (vow_promise_status(promise) != VOW_PENDING)
        return promise;
    dry = vow_uart_request_burst_(uart, promise, buffer, size, gap_ms);
    if (!dry)
        return promise;
    vow_promise_release(promise); /* the caller's and the UART's */
    vow_promise_release(promise);
    return dry;
}

static struct vow_promise *start(struct vow_uart_stream *stream, struct vow_promise *request)
{
    return vow_uart_request_burst_(stream->uart, request, stream->buffer, stream->size, stream->gap_ms);
}

struct vow_iterator vow_uart_bursts(struct vow_uart_stream *state, struct vow_uart *uart, void *buffer, size_t size,
                                    uint32_t gap_ms)
{
    VOW_NOT_IN_HANDLER_NOR_CALLEE_();
    struct vow_iterator iterator = vow_uart_chunks(state, uart, buffer, size);

    state->gap_ms = gap_ms;
    state->start = start;
    return iterator;
}
