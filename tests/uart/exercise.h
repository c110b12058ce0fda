/* SPDX-License-Identifier: MIT */
/* Reads a stream whose n-th byte is known, in reads of random kinds and sizes that random deadlines, cancels, races and signals cut
 * short, and compares every byte. Who knows of a fault on the wire notes it with exercise_fault: it must be told at its place.
 * tests/behaviour/native, tests/faults and tests/uart/main.c run it. */
#ifndef VOW_TESTS_UART_EXERCISE_H
#define VOW_TESTS_UART_EXERCISE_H

#include <vow/uart_driver.h>
#include <vow/vow.h>

enum { EXERCISE_LINE = 8, EXERCISE_LONGEST = 40, EXERCISE_FAULTS = 8 };

/* Kinds of reads, and of streams. */
enum { EXERCISE_READ_LINE, EXERCISE_READ, EXERCISE_READ_EXACT, EXERCISE_READ_UNTIL, EXERCISE_READ_BURST, EXERCISE_READS,
       EXERCISE_LINES = EXERCISE_READS, EXERCISE_CHUNKS, EXERCISE_BURSTS, EXERCISE_KINDS };

struct exercise {
    struct vow_uart *uart;
    uint32_t random, position, wrong;
    uint32_t returned; /* how many bytes of what the hardware delivered */
    bool after_return;
    /* On the wire, before byte `position`; it has destroyed so many bytes. */
    struct {
        uint32_t position;
        uint8_t fault, lost;
    } faults[EXERCISE_FAULTS];
    unsigned faults_in, faults_out;
    uint32_t told[VOW_UART_FAULTS];
    uint32_t reads, cut; /* what happened */
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

static inline bool exercise_has_room_for_fault(const struct exercise *exercise)
{
    return exercise->faults_in - exercise->faults_out < EXERCISE_FAULTS;
}

static inline void exercise_fault(struct exercise *exercise, uint32_t position, enum vow_uart_fault fault, uint8_t lost)
{
    const unsigned place = exercise->faults_in++ % EXERCISE_FAULTS;

    exercise->faults[place].position = position;
    exercise->faults[place].fault = (uint8_t)fault;
    exercise->faults[place].lost = lost;
}

static inline bool exercise_fault_is_next(const struct exercise *exercise)
{
    return exercise->faults_out != exercise->faults_in
           && exercise->faults[exercise->faults_out % EXERCISE_FAULTS].position == exercise->position;
}

/* A newline behind the return that ended a line belongs to it. */
static inline void exercise_skip_newline(struct exercise *exercise)
{
    if (exercise->after_return && !exercise_fault_is_next(exercise) && exercise_byte(exercise->position) == '\n') {
        exercise->position++;
        exercise->returned++;
        exercise->after_return = false;
    }
}

static inline uint8_t exercise_pass(struct exercise *exercise)
{
    exercise->wrong += exercise_fault_is_next(exercise); /* it was not told */
    return exercise_byte(exercise->position++);
}

static inline uint8_t exercise_next(struct exercise *exercise)
{
    exercise_skip_newline(exercise);
    exercise->after_return = false;
    exercise->returned++;
    return exercise_pass(exercise);
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

static inline void exercise_compare_line(struct exercise *exercise)
{
    size_t length = 0;

    while (exercise->buffer[length])
        length++;
    exercise_compare(exercise, length);
    exercise_end_of_line(exercise);
}

/* VOW_UART_FAULTS: the error is none of the stream's, so the read was cut short. */
static inline unsigned exercise_fault_of(vow_value reason)
{
    unsigned fault = 0;

    while (fault < VOW_UART_FAULTS && reason.e != vow_uart_errors_[fault])
        fault++;
    return fault;
}

/* Those at one place are told together. */
static inline void exercise_tell(struct exercise *exercise, unsigned fault)
{
    exercise->wrong += !exercise_fault_is_next(exercise);
    exercise->wrong += exercise->faults[exercise->faults_out % EXERCISE_FAULTS].fault != fault;
    exercise->position += exercise->faults[exercise->faults_out++ % EXERCISE_FAULTS].lost;
}

/* True: it was cut short. */
static inline bool exercise_failed(struct exercise *exercise, bool is_line)
{
    const unsigned fault = exercise_fault_of(exercise->value), count = vow_uart_fault_count(exercise->uart);

    if (fault == VOW_UART_FAULTS) {
        exercise->cut++;
        return true;
    }
    exercise_compare(exercise, vow_uart_partial(exercise->uart));
    if (exercise->returned != exercise->uart->receive_out) /* otherwise the newline is what was dropped */
        exercise_skip_newline(exercise);
    exercise->told[fault] += count;
    for (unsigned i = 0; i < count; i++)
        if (fault == VOW_UART_DROPPED || fault == VOW_UART_SKIPPED)
            exercise_pass(exercise);
        else
            exercise_tell(exercise, fault);
    exercise->returned += fault == VOW_UART_SKIPPED ? count : 0;
    if (is_line && exercise->returned != exercise->uart->receive_out) /* it came to its end, not to another fault */
        exercise_end_of_line(exercise);
    return false;
}

static inline struct vow_promise *exercise_begin_read(struct exercise *exercise, unsigned kind, size_t size, uint32_t gap_ms)
{
    switch (kind) {
    case EXERCISE_READ_LINE:
        return vow_uart_read_line(exercise->uart, exercise->buffer, EXERCISE_LINE);
    case EXERCISE_READ:
        return vow_uart_read(exercise->uart, exercise->buffer, size);
    case EXERCISE_READ_EXACT:
        return vow_uart_read_exact(exercise->uart, exercise->buffer, size);
    case EXERCISE_READ_UNTIL:
        return vow_uart_read_until(exercise->uart, exercise->buffer, size, "a\n", 2);
    default:
        return vow_uart_read_burst(exercise->uart, exercise->buffer, size, gap_ms);
    }
}

static inline struct vow_promise *exercise_read(struct exercise *exercise, unsigned kind)
{
    const size_t size = 1 + exercise_below(exercise, EXERCISE_LONGEST);

    return exercise_begin_read(exercise, kind, size, kind == EXERCISE_READ_BURST ? exercise_below(exercise, 2) : 0);
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

static inline struct vow_iterator exercise_stream(struct exercise *exercise, unsigned kind, size_t size)
{
    if (kind == EXERCISE_LINES)
        return vow_uart_lines(&exercise->stream, exercise->uart, exercise->buffer, EXERCISE_LINE);
    if (kind == EXERCISE_CHUNKS)
        return vow_uart_chunks(&exercise->stream, exercise->uart, exercise->buffer, size);
    return vow_uart_bursts(&exercise->stream, exercise->uart, exercise->buffer, size, 1);
}

/* Some items of a stream. */
static inline void exercise_iterate(struct exercise *exercise, unsigned kind, size_t size, unsigned count)
{
    volatile unsigned left = count;

    VOW_FOR_AWAIT(item, exercise_stream(exercise, kind, size)) {
        if (kind == EXERCISE_LINES)
            exercise_compare_line(exercise);
        else
            exercise_compare(exercise, item.value.u);
        if (--left == 0)
            break;
    }
}

/* With a deadline around all. */
static inline void exercise_items(struct exercise *exercise)
{
    const unsigned kind = EXERCISE_LINES + exercise_below(exercise, EXERCISE_KINDS - EXERCISE_LINES);
    const unsigned count = 1 + exercise_below(exercise, 4);

    VOW_TRY {
        VOW_TIMEOUT_MS(exercise_below(exercise, 10));
        exercise_iterate(exercise, kind, EXERCISE_LONGEST, count);
    } VOW_CATCH(e) {
        exercise->value = e;
        exercise_failed(exercise, kind == EXERCISE_LINES);
    } VOW_END
}

/* What a read that was awaited gave. True: it was cut short. */
static inline bool exercise_look(struct exercise *exercise, enum vow_status status, bool is_line)
{
    if (status != VOW_FULFILLED)
        return exercise_failed(exercise, is_line);
    exercise_compare(exercise, exercise->value.u);
    if (is_line)
        exercise_end_of_line(exercise);
    return false;
}

/* One read, or some items. */
static inline void exercise_once(struct exercise *exercise)
{
    const unsigned kind = exercise_below(exercise, EXERCISE_READS + 1);

    exercise->reads++;
    if (kind == EXERCISE_READS)
        exercise_items(exercise);
    else if (exercise_look(exercise, exercise_cut_read(exercise, kind), kind == EXERCISE_READ_LINE))
        exercise->wrong += vow_uart_partial(exercise->uart) != 0;
}

#endif
