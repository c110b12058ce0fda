/* SPDX-License-Identifier: MIT */
/* Reads a stream whose n-th byte is known, in reads of random kinds and sizes that random deadlines, cancels, races and signals cut
 * short, and compares every byte. tests/behaviour/native and tests/uart/main.c run it. */
#ifndef VOW_TESTS_UART_EXERCISE_H
#define VOW_TESTS_UART_EXERCISE_H

#include <vow/uart.h>
#include <vow/vow.h>

enum { EXERCISE_LINE = 12, EXERCISE_LONGEST = 40 };

struct exercise {
    struct vow_uart *uart;
    uint32_t random, position, wrong;
    bool after_return;
    uint32_t reads, cut, skipped; /* what happened */
    char buffer[EXERCISE_LONGEST];
    struct vow_uart_stream stream;
    struct vow_timer timer;
    struct vow_abort_signal signal;
    vow_value value;
};

static inline uint8_t exercise_byte(uint32_t n)
{
    uint32_t x = (n + 1) * 2654435761u;

    x = (x ^ x >> 15) * 0x85ebca6bu;
    x ^= x >> 13;
    return x % 17 == 0 ? '\n' : x % 17 == 1 ? '\r' : (uint8_t)(x >> 8 | 1); /* no NUL: a line is a string */
}

static inline uint32_t exercise_below(struct exercise *exercise, uint32_t limit)
{
    exercise->random = exercise->random * 1664525u + 1013904223u;
    return (exercise->random >> 16) % limit;
}

/* A newline behind the return that ended a line belongs to it. */
static inline uint8_t exercise_next(struct exercise *exercise)
{
    if (exercise->after_return && exercise_byte(exercise->position) == '\n')
        exercise->position++;
    exercise->after_return = false;
    return exercise_byte(exercise->position++);
}

static inline void exercise_compare(struct exercise *exercise, size_t length)
{
    for (size_t i = 0; i < length; i++)
        exercise->wrong += (uint8_t)exercise->buffer[i] != exercise_next(exercise);
}

static inline void exercise_end_of_line(struct exercise *exercise)
{
    uint8_t end = exercise_next(exercise);

    exercise->wrong += end != '\n' && end != '\r';
    exercise->after_return = end == '\r';
}

static inline void exercise_failed(struct exercise *exercise, bool is_line)
{
    size_t partial = vow_uart_partial(exercise->uart);

    if (exercise->value.e != &vow_error_uart_line_too_long) {
        exercise->wrong += exercise->value.e == &vow_error_cancelled && partial != 0;
        exercise->cut++;
        return;
    }
    exercise_compare(exercise, partial);
    exercise->position += vow_uart_fault_count(exercise->uart);
    exercise->skipped++;
    if (is_line && exercise->uart->request.skipped) /* it came to its end: not what another line had skipped that was taken back */
        exercise_end_of_line(exercise);
}

static inline struct vow_promise *exercise_read(struct exercise *exercise, unsigned kind)
{
    const size_t size = 1 + exercise_below(exercise, EXERCISE_LONGEST);

    switch (kind) {
    case 0:
        return vow_uart_read_line(exercise->uart, exercise->buffer, EXERCISE_LINE);
    case 1:
        return vow_uart_read(exercise->uart, exercise->buffer, size);
    case 2:
        return vow_uart_read_exact(exercise->uart, exercise->buffer, size);
    case 3:
        return vow_uart_read_until(exercise->uart, exercise->buffer, size, "a\n", 2);
    default:
        return vow_uart_read_burst(exercise->uart, exercise->buffer, size, exercise_below(exercise, 2));
    }
}

static inline void exercise_cancel(void *promise) { vow_promise_cancel(promise); }

static inline enum vow_status exercise_race(struct exercise *exercise, struct vow_promise *read)
{
    struct vow_promise *both[2] = { vow_promise_retain(read), vow_delay_ms(exercise_below(exercise, 4)) };
    struct vow_promise *delay = vow_promise_retain(both[1]);

    vow_await_result(vow_promise_race(both, 2), NULL);
    vow_promise_cancel(delay);
    vow_await_result(delay, NULL);
    vow_promise_cancel(read);
    return vow_await_result(read, &exercise->value);
}

static inline enum vow_status exercise_within(struct exercise *exercise, unsigned kind, unsigned cut)
{
    const uint32_t ms = exercise_below(exercise, 4);
    volatile enum vow_status status = VOW_FULFILLED;

    VOW_TRY {
        if (cut == 1) {
            VOW_TIMEOUT_MS(ms);
            exercise->value = vow_await(exercise_read(exercise, kind));
        } else {
            vow_abort_signal_timeout_ms(&exercise->signal, &exercise->timer, ms);
            VOW_ABORTABLE(&exercise->signal);
            exercise->value = vow_await(exercise_read(exercise, kind));
        }
    } VOW_CATCH(e) {
        exercise->value = e;
        status = VOW_REJECTED;
    } VOW_END
    vow_timer_stop(&exercise->timer);
    return status;
}

static inline enum vow_status exercise_cut_read(struct exercise *exercise, unsigned kind)
{
    const unsigned cut = exercise_below(exercise, 6);
    struct vow_promise *read;
    enum vow_status status;

    if (cut == 1 || cut == 2)
        return exercise_within(exercise, kind, cut);
    read = exercise_read(exercise, kind);
    if (cut == 3)
        return exercise_race(exercise, read);
    if (cut == 4)
        vow_promise_cancel(read);
    else if (cut == 5)
        vow_timer_start_ms(&exercise->timer, exercise_below(exercise, 4), exercise_cancel, read);
    vow_promise_retain(read);
    status = vow_await_result(read, &exercise->value);
    vow_timer_stop(&exercise->timer);
    vow_promise_release(read);
    return status;
}

/* A few items of an iterator, with a deadline around all. */
static inline void exercise_items(struct exercise *exercise)
{
    const bool lines = exercise_below(exercise, 2);
    volatile unsigned left = exercise_below(exercise, 4);

    VOW_TRY {
        VOW_TIMEOUT_MS(exercise_below(exercise, 10));
        VOW_FOR_AWAIT(item, lines ? vow_uart_lines(&exercise->stream, exercise->uart, exercise->buffer, EXERCISE_LINE)
                                  : vow_uart_bursts(&exercise->stream, exercise->uart, exercise->buffer, EXERCISE_LONGEST, 1)) {
            if (lines) {
                size_t length = 0;

                while (exercise->buffer[length])
                    length++;
                exercise_compare(exercise, length);
                exercise_end_of_line(exercise);
            } else {
                exercise_compare(exercise, item.value.u);
            }
            if (left-- == 0)
                break;
        }
    } VOW_CATCH(e) {
        exercise->value = e;
        exercise_failed(exercise, lines);
    } VOW_END
}

/* One read, or some items. */
static inline void exercise_once(struct exercise *exercise)
{
    const unsigned kind = exercise_below(exercise, 6);

    exercise->reads++;
    if (kind == 5) {
        exercise_items(exercise);
    } else if (exercise_cut_read(exercise, kind) == VOW_FULFILLED) {
        exercise_compare(exercise, exercise->value.u);
        if (kind == 0)
            exercise_end_of_line(exercise);
    } else {
        exercise_failed(exercise, kind == 0);
    }
}

#endif
