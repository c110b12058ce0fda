/* SPDX-License-Identifier: MIT */
/* UART: lines and chunks as async iterables. An interrupt settles a promise of the stream's own; its reaction answers
 * the consumer's slot. The reaction is made before the request, so that a dry pool costs no byte. */
#include <vow/uart_driver.h>

#include <vow/cancel_driver.h>
#include <vow/irq.h>

/* The reason of a request whose reaction has nothing to answer any more. */
static const struct vow_error taken_back = { "UartError", "the item was taken back", -47 };

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
    if (reason.e != &taken_back)
        vow_iterator_answer(state->slot, VOW_REJECTED, reason);
    return VOW_UNDEFINED;
}

static enum vow_cancel_outcome cancel(struct vow_source *source, struct vow_promise *slot)
{
    struct vow_uart_stream *state = (struct vow_uart_stream *)source;

    if (!vow_uart_take_back_(state->uart, state->request))
        return VOW_CANCEL_TOO_LATE;
    vow_promise_reject(state->request, vow_error_value(&taken_back));
    vow_iterator_answer(slot, VOW_REJECTED, vow_error_value(&vow_error_cancelled));
    return VOW_CANCELLED;
}

static struct vow_promise *next(void *self, vow_value value, struct vow_promise *slot)
{
    struct vow_uart_stream *state = self;
    struct vow_promise *request, *reaction;

    (void)value;
    if (state->uart->request.promise)
        return vow_promise_rejected(vow_error_value(&vow_error_uart_busy));
    request = vow_promise_new(state->source.methods->label);
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
    state->request = request;
    reaction = state->start(state, request);
    if (reaction) {
        vow_promise_reject(request, vow_error_value(&taken_back));
        return reaction;
    }
    vow_driver_set_source_(slot, &state->source);
    return slot;
}

static struct vow_promise *start_line(struct vow_uart_stream *state, struct vow_promise *request)
{
    vow_uart_request_line_(state->uart, request, state->buffer, state->size);
    return NULL;
}

static struct vow_promise *start_chunk(struct vow_uart_stream *state, struct vow_promise *request)
{
    vow_uart_request_chunk_(state->uart, request, state->buffer, state->size);
    return NULL;
}

static const struct vow_source_methods line_source = { "uart line", cancel }, chunk_source = { "uart chunk", cancel };

/* No return(): between two rounds a stream holds nothing. */
static const struct vow_iterator_methods methods = { .next = next };

struct vow_iterator vow_uart_lines(struct vow_uart_stream *state, struct vow_uart *uart, char *buffer, size_t size)
{
    VOW_NOT_IN_HANDLER_NOR_CALLEE_();
    *state = (struct vow_uart_stream){ .source = { &line_source }, .uart = uart, .buffer = buffer, .size = size,
                                       .start = start_line, .is_lines = true };
    return vow_iterator_make(&methods, state);
}

struct vow_iterator vow_uart_chunks(struct vow_uart_stream *state, struct vow_uart *uart, void *buffer, size_t size)
{
    VOW_NOT_IN_HANDLER_NOR_CALLEE_();
    *state = (struct vow_uart_stream){ .source = { &chunk_source }, .uart = uart, .buffer = buffer, .size = size,
                                       .start = start_chunk };
    return vow_iterator_make(&methods, state);
}
