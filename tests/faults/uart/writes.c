/* SPDX-License-Identifier: MIT */
/* Writes and flushes, cancelled at each await: what was counted is what was sent, and the next writer is served. */
#include "wire.h"

static size_t counted[2];

static void write_letters(unsigned writer)
{
    static const char letters[2][21] = { "aaaaaaaaaaaaaaaaaaaa", "bbbbbbbbbbbbbbbbbbbb" };

    vow_uart_write_counted(&uart, letters[writer], 20, &counted[writer]);
}

ASYNC(writes_a) { write_letters(0); return VOW_UNDEFINED; }
ASYNC(writes_b) { write_letters(1); return VOW_UNDEFINED; }

static const char *sent_what_was_counted(void *context)
{
    const char *fault = uart_works(context);
    size_t found[2] = { 0 };

    for (unsigned i = 0; i < wire.sent_length && !fault; i++) {
        found[0] += wire.sent[i] == 'a';
        found[1] += wire.sent[i] == 'b';
    }
    if (!fault && (found[0] != counted[0] || found[1] != counted[1]))
        fault = "a write did not send what it counted";
    counted[0] = counted[1] = 0;
    return fault;
}

ASYNC(writes)
{
    VOW_GROUP(writers) {
        vow_group_call(&writers, &writes_a_fn, NULL, 0);
        vow_group_call(&writers, &writes_b_fn, NULL, 0);
    }
    vow_uart_flush(&uart);
    return VOW_UNDEFINED;
}
VOW_TEST(cancel_points_of_uart_writers) { try_uart(&writes_fn, 10, sent_what_was_counted); }

ASYNC(echoes)
{
    for (int i = 0; i < 3; i++) {
        await_read(vow_uart_read(&uart, exercise.buffer, 10), false);
        vow_uart_write(&uart, "echo and more", 13);
        vow_uart_flush(&uart);
    }
    return VOW_UNDEFINED;
}
VOW_TEST(cancel_points_of_uart_read_and_write) { try_uart(&echoes_fn, 12, uart_works); }
