/* SPDX-License-Identifier: MIT */
/* UART: lines and chunks as async iterables. An interrupt settles a promise of the stream's own; its reaction answers
 * the consumer's slot. The reaction is made before the request, so that a dry pool costs no byte. */
#include <vow/uart_driver.h>

static vow_value answer_item(void *argument, vow_value length, enum vow_status status)
{
    struct vow_uart_stream *state = argument;

    (void)status;
    vow_iterator_answer(state->slot, VOW_ITEM, state->is_lines ? vow_pointer(state->buffer) : length);
    return VOW_UNDEFINED;
}

static vow_value answer_error(void *argument, vow_value reason, enum vow_status status)
{
    struct vow_uart_stream *state = argument;

    (void)status;
    vow_iterator_answer(state->slot, VOW_REJECTED, reason);
    return VOW_UNDEFINED;
}

static struct vow_promise *next(void *self, vow_value value, struct vow_promise *slot)
{
    struct vow_uart_stream *state = self;
    struct vow_promise *request, *reaction;

    (void)value;
    if (state->uart->request.promise)
        return vow_promise_rejected(vow_error_value(&vow_error_uart_busy));
    request = vow_promise_new(state->is_lines ? "uart line" : "uart read");
    if (vow_promise_status(request) != VOW_PENDING)
        return request;
    vow_promise_retain(request);
    reaction = vow_promise_then(request, answer_item, answer_error, state);
    if (vow_promise_status(reaction) != VOW_PENDING) {
        vow_promise_release(request);
        return reaction;
    }
    vow_detach(reaction);
    state->slot = slot;
    vow_uart_request_(state->uart, request, state->buffer, state->size, state->is_lines ? 0 : 1, state->is_lines);
    return slot;
}

/* No return(): between two rounds a stream holds nothing. */
static const struct vow_iterator_methods methods = { .next = next };

static struct vow_iterator open_stream(struct vow_uart_stream *state, struct vow_uart_stream start)
{
    struct vow_iterator iterator = { &methods, state };

    *state = start;
    return iterator;
}

struct vow_iterator vow_uart_lines(struct vow_uart_stream *state, struct vow_uart *uart, char *buffer, size_t size)
{
    return open_stream(state, (struct vow_uart_stream){ uart, buffer, size, NULL, true });
}

struct vow_iterator vow_uart_chunks(struct vow_uart_stream *state, struct vow_uart *uart, void *buffer, size_t size)
{
    return open_stream(state, (struct vow_uart_stream){ uart, buffer, size, NULL, false });
}
