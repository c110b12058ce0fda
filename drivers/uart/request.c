/* SPDX-License-Identifier: MIT */
/* UART, receiving, the loop's side: a request takes what is in the ring, or is armed for the handler, or is taken back. */
#include <vow/irq.h>
#include <vow/uart_driver.h>

static const struct vow_error *too_long(struct vow_uart *uart)
{
    uart->fault_count = vow_uart_fault_count_of_(uart->request.skipped);
    return &vow_error_uart_line_too_long;
}

/* The error of the mark at the reader's position, or NULL. A mark may still be growing, so it is taken masked. What a line
 * has skipped before it was taken back, it skips again. At any other mark a line that has skipped bytes is over: they are told, and
 * the mark stays. */
static const struct vow_error *take_mark(struct vow_uart *uart)
{
    const struct vow_uart_mark *mark = &uart->marks[uart->marks_out % VOW_CONFIG_UART_MARKS];
    const struct vow_error *error = NULL;
    uintptr_t state = vow_irq_save(); /* 20 instructions */

    if (uart->marks_in != uart->marks_out && mark->position == uart->receive_out) {
        if (!uart->request.skipped) {
            uart->marks_out = (uint8_t)(uart->marks_out + 1);
            error = vow_uart_errors_[mark->fault];
            uart->fault_count = mark->count;
        } else if (mark->fault == VOW_UART_SKIPPED) {
            uart->marks_out = (uint8_t)(uart->marks_out + 1);
            uart->request.skipped += mark->count;
        } else {
            error = too_long(uart);
        }
    }
    vow_irq_restore(state);
    return error;
}

/* How many bytes of the ring come before the next mark. The handler puts a byte before it moves receive_in, and a mark at the
 * place where receive_in stands: so the mark is looked for after receive_in was read. */
static uint32_t readable(const struct vow_uart *uart)
{
    uint32_t out = uart->receive_out, count = uart->receive_in - out;

    __atomic_signal_fence(__ATOMIC_SEQ_CST);
    if (uart->marks_in != uart->marks_out) {
        uint32_t before = uart->marks[uart->marks_out % VOW_CONFIG_UART_MARKS].position - out;

        if (before < count)
            return before;
    }
    return count;
}

/* Gives places back, after their bytes were read. */
static void move_reader(struct vow_uart *uart, uint32_t count)
{
    uint32_t out = uart->receive_out + count;

    __atomic_signal_fence(__ATOMIC_SEQ_CST);
    uart->receive_out = out;
    uart->receive_end = out + uart->receive_mask + 1;
}

/* Bytes of a request that looks at none. */
static enum vow_uart_progress copy(struct vow_uart *uart, uint32_t count)
{
    const size_t room = uart->request.size - vow_uart_length_(uart);
    const uint32_t from = uart->receive_out & uart->receive_mask;
    uint32_t first = uart->receive_mask + 1 - from;

    if (count > room)
        count = (uint32_t)room;
    if (first > count)
        first = count;
    __builtin_memcpy(uart->request.at, uart->receive_ring + from, first);
    __builtin_memcpy(uart->request.at + first, uart->receive_ring, count - first);
    uart->request.at += count;
    move_reader(uart, count);
    if (count == room)
        return VOW_UART_COMPLETE;
    return vow_uart_length_(uart) >= uart->request.wanted ? VOW_UART_ENOUGH : VOW_UART_MORE;
}

/* Moves bytes from the ring to the request, up to a mark. */
static enum vow_uart_progress take_of_ring(struct vow_uart *uart)
{
    enum vow_uart_progress progress = VOW_UART_MORE;
    uint32_t count;

    while (progress < VOW_UART_COMPLETE && (count = readable(uart)) != 0) {
        if (uart->request.wanted && !uart->after_return) {
            progress = copy(uart, count);
        } else {
            uint8_t byte = uart->receive_ring[uart->receive_out & uart->receive_mask];

            move_reader(uart, 1);
            progress = vow_uart_take_(uart, byte);
        }
    }
    return progress;
}

/* From here on the handler owns the request, unless something has arrived since the last look. */
static bool arm(struct vow_uart *uart, struct vow_promise *promise)
{
    const uint32_t quick = vow_uart_quick_bytes_(uart);
    uintptr_t state = vow_irq_save(); /* 18 instructions */
    bool empty = uart->receive_in == uart->receive_out && uart->marks_in == uart->marks_out;

    if (empty) {
        uart->request.promise = promise;
        uart->receive_end = uart->receive_in;
        uart->quick = uart->quick_counted = quick;
    }
    vow_irq_restore(state);
    return empty;
}

/* Settles the promise from what is there, or arms the request with it. */
void vow_uart_request_(struct vow_uart *uart, struct vow_promise *promise, void *buffer, size_t size, size_t wanted,
                       vow_uart_take take_byte)
{
    const struct vow_error *error;

    uart->request.take = take_byte;
    uart->request.buffer = uart->request.at = buffer;
    uart->request.size = size;
    uart->request.wanted = wanted;
    uart->request.skipped = 0;
    do {
        enum vow_uart_progress progress = take_of_ring(uart);

        if (progress == VOW_UART_ENOUGH || progress == VOW_UART_COMPLETE) {
            vow_promise_resolve(promise, vow_uint((uint32_t)vow_uart_length_(uart)));
            return;
        }
        error = progress == VOW_UART_TOO_LONG ? too_long(uart) : take_mark(uart);
        if (error) {
            vow_uart_keep_partial_(uart);
            vow_promise_reject(promise, vow_error_value(error));
            return;
        }
    } while (!arm(uart, promise));
}

/* One that an interrupt has torn is not where the stream stands. */
struct vow_uart_look vow_uart_look_(const struct vow_uart *uart)
{
    struct vow_uart_look look = { .receive_in = uart->receive_in, .quick = uart->quick };

    look.position = look.receive_in + (uart->quick_counted - look.quick);
    look.receive_end = look.position + uart->receive_mask + 1;
    __atomic_signal_fence(__ATOMIC_SEQ_CST);
    return look;
}

static void end_burst(struct vow_uart *uart)
{
    struct vow_promise *first = uart->burst.first;

    if (first) {
        uart->burst.first = NULL;
        vow_promise_resolve_from_isr(uart->loop, first, VOW_UNDEFINED);
    }
}

/* While a request waits no mark does, and the handler leaves them alone. It never looks at receive_out. */
enum vow_uart_ended vow_uart_end_(struct vow_uart *uart, const struct vow_promise *promise, const struct vow_uart_look *look)
{
    enum vow_uart_ended ended = VOW_UART_OVER;
    uintptr_t state = vow_irq_save(); /* 30 instructions */

    if (uart->request.promise == promise) { /* [K4] */
        ended = VOW_UART_MOVED;
        if (vow_uart_stands_(uart, look)) {
            ended = VOW_UART_ENDED;
            uart->request.promise = NULL;
            uart->receive_in = look->position;
            uart->receive_end = look->receive_end;
            if (look->place) {
                *look->place = look->mark;
                uart->marks_in = look->marks_in;
            } else {
                uart->quick = uart->quick_counted = 0;
            }
        }
    }
    vow_irq_restore(state);
    if (ended == VOW_UART_ENDED) {
        uart->receive_out = look->receive_end - uart->receive_mask - 1;
        end_burst(uart);
    }
    return ended;
}

/* The ring is empty, so it has room for what a request of at most its size had got; the first byte that had no room stands behind the
 * others. The places are filled while the handler may put later bytes behind them. */
bool vow_uart_take_back_(struct vow_uart *uart, const struct vow_promise *promise)
{
    const bool fits = uart->request.size <= uart->receive_mask + 1;
    uint32_t kept, skipped;
    enum vow_uart_ended ended;

    do {
        struct vow_uart_look look = vow_uart_look_(uart);

        skipped = uart->request.skipped;
        kept = fits ? (uint32_t)vow_uart_length_(uart) + (skipped != 0) : 0;
        look.receive_end -= kept;
        if (skipped > fits) {
            look.mark = (struct vow_uart_mark){ look.position, vow_uart_fault_count_of_(skipped - fits), VOW_UART_SKIPPED };
            look.place = &uart->marks[uart->marks_in % VOW_CONFIG_UART_MARKS];
            look.marks_in = (uint8_t)(uart->marks_in + 1);
        }
        ended = vow_uart_end_(uart, promise, &look);
    } while (ended == VOW_UART_MOVED);
    if (ended == VOW_UART_OVER)
        return false;
    if (fits && skipped)
        uart->faults[VOW_UART_SKIPPED]--;
    for (uint32_t i = 0; i < kept; i++)
        uart->receive_ring[(uart->receive_out + i) & uart->receive_mask] = uart->request.buffer[i];
    if (fits)
        uart->partial = 0;
    else
        vow_uart_keep_partial_(uart);
    return true;
}
