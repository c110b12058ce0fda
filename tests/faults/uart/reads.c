/* SPDX-License-Identifier: MIT */
/* Every kind of read, cancelled at each await: the stream goes on behind what was given, without a gap. */
#include "wire.h"

#include <vow/select.h>

static struct vow_promise *read_size(size_t size) { return vow_uart_read(&uart, exercise.buffer, size); }

ASYNC(reads)
{
    for (size_t size = 1; size < 20; size += 6)
        await_read(read_size(size), false);
    return VOW_UNDEFINED;
}
VOW_TEST(cancel_points_of_uart_read) { try_uart(&reads_fn, 6, uart_works); }

ASYNC(reads_exactly)
{
    for (size_t size = 3; size < 20; size += 7)
        await_read(vow_uart_read_exact(&uart, exercise.buffer, size), false);
    return VOW_UNDEFINED;
}
VOW_TEST(cancel_points_of_uart_read_exact) { try_uart(&reads_exactly_fn, 6, uart_works); }

ASYNC(reads_until)
{
    for (int i = 0; i < 3; i++)
        await_read(vow_uart_read_until(&uart, exercise.buffer, 20, "a\n", 2), false);
    return VOW_UNDEFINED;
}
VOW_TEST(cancel_points_of_uart_read_until) { try_uart(&reads_until_fn, 6, uart_works); }

ASYNC(reads_lines)
{
    for (int i = 0; i < 4; i++)
        await_read(vow_uart_read_line(&uart, exercise.buffer, EXERCISE_LINE), true);
    return VOW_UNDEFINED;
}
VOW_TEST(cancel_points_of_uart_read_line) { try_uart(&reads_lines_fn, 8, uart_works); }

ASYNC(reads_bursts)
{
    for (int i = 0; i < 3; i++)
        await_read(vow_uart_read_burst(&uart, exercise.buffer, 20, 1), false);
    return VOW_UNDEFINED;
}
VOW_TEST(cancel_points_of_uart_read_burst) { try_uart(&reads_bursts_fn, 6, uart_works); }

/* A buffer larger than the receive ring keeps what it has. */
static char large[RECEIVE_RING + 30];

ASYNC(reads_much)
{
    enum vow_status status;
    size_t length;

    wire.ahead = sizeof large + 8;
    status = vow_await_result(vow_uart_read_exact(&uart, large, sizeof large), &exercise.value);
    wire.ahead = 32;
    length = status == VOW_FULFILLED ? exercise.value.u : vow_uart_partial(&uart);
    for (size_t i = 0; i < length; i++)
        exercise.wrong += (uint8_t)large[i] != exercise_next(&exercise);
    return VOW_UNDEFINED;
}
VOW_TEST(cancel_points_of_uart_read_longer_than_the_ring) { try_uart(&reads_much_fn, 3, uart_works); }

ASYNC(reads_in_time)
{
    for (uint32_t ms = 0; ms < 12; ms += 3) {
        enum vow_status status = vow_await_timeout_ms(vow_uart_read_exact(&uart, exercise.buffer, 7), ms, &exercise.value);

        if (status == VOW_FULFILLED || exercise.value.e != &vow_error_timeout)
            compare_read(status, false);
    }
    return VOW_UNDEFINED;
}
VOW_TEST(cancel_points_of_uart_read_with_a_timeout) { try_uart(&reads_in_time_fn, 8, uart_works); }

ASYNC(selects_read)
{
    for (uint32_t ms = 1; ms < 12; ms += 4) {
        struct vow_case cases[] = { vow_case_operation(vow_uart_read_exact(&uart, exercise.buffer, 7)), vow_case_timeout_ms(ms) };

        vow_select(cases, 2);
        exercise.value = cases[0].value;
        if (cases[0].status == VOW_FULFILLED)
            compare_read(VOW_FULFILLED, false);
    }
    return VOW_UNDEFINED;
}
VOW_TEST(cancel_points_of_uart_read_in_a_select) { try_uart(&selects_read_fn, 8, uart_works); }

/* ---- streams ---- */

static struct vow_iterator lines(void)
{
    return vow_uart_lines(&exercise.stream, &uart, exercise.buffer, EXERCISE_LONGEST);
}

ASYNC(iterates_lines)
{
    int left = 3;

    VOW_FOR_AWAIT(item, lines()) {
        exercise_compare_line(&exercise);
        if (!--left)
            break;
        vow_await_value(VOW_UNDEFINED);
    }
    return VOW_UNDEFINED;
}
VOW_TEST(cancel_points_of_uart_lines) { try_uart(&iterates_lines_fn, 8, uart_works); }

static void iterate(struct vow_iterator iterator)
{
    volatile int left = 3;

    VOW_FOR_AWAIT(item, iterator) {
        exercise_compare(&exercise, item.value.u);
        if (!--left)
            break;
        vow_sleep_ms(1);
    }
}

ASYNC(iterates_chunks)
{
    iterate(vow_uart_chunks(&exercise.stream, &uart, exercise.buffer, 8));
    return VOW_UNDEFINED;
}
VOW_TEST(cancel_points_of_uart_chunks) { try_uart(&iterates_chunks_fn, 8, uart_works); }

ASYNC(iterates_bursts)
{
    iterate(vow_uart_bursts(&exercise.stream, &uart, exercise.buffer, EXERCISE_LONGEST, 1));
    return VOW_UNDEFINED;
}
VOW_TEST(cancel_points_of_uart_bursts) { try_uart(&iterates_bursts_fn, 8, uart_works); }
