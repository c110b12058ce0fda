/* SPDX-License-Identifier: MIT */
/* Reads what tests/boards/uart.py sends over UART0, compares it, and sends a dot for each CREDIT bytes. First a line with the number of bytes
 * comes, in the end a line with what happened goes out. */
#include <stdio.h>
#include <stdlib.h>

#include <vow/board.h>
#include <vow/board_uart.h>

#include "exercise.h"

enum { CREDIT = 32 };

static struct exercise exercise = { .uart = &vow_board_uart0, .random = 1 };

static uint32_t lost(void)
{
    uint32_t sum = 0;

    for (int fault = 0; fault < VOW_UART_SKIPPED; fault++)
        sum += vow_uart_faults(&vow_board_uart0, (enum vow_uart_fault)fault);
    return sum;
}

int main(void)
{
    char line[160];
    uint32_t total, credited = 0;

    vow_board_uart0_open();
    vow_uart_write(&vow_board_uart0, "ready\n", 6);
    vow_await(vow_uart_read_line(&vow_board_uart0, line, sizeof line));
    total = (uint32_t)strtoul(line, NULL, 10);
    exercise.returned = vow_board_uart0.receive_out;
    while (exercise.position < total && !exercise.wrong && !lost()) {
        exercise_once(&exercise);
        if (vow_pool_usage(VOW_POOL_PROMISES).free < 16)
            vow_sleep_ms(1);
        for (; exercise.position - credited >= CREDIT; credited += CREDIT)
            vow_uart_write(&vow_board_uart0, ".", 1);
    }
    snprintf(line, sizeof line, "\n%lu bytes, %lu wrong, %lu lost, %lu of %lu reads cut\n", (unsigned long)exercise.position,
             (unsigned long)exercise.wrong, (unsigned long)lost(), (unsigned long)exercise.cut, (unsigned long)exercise.reads);
    for (const char *c = line; *c; c++)
        vow_uart_write(&vow_board_uart0, c, 1);
    vow_uart_flush(&vow_board_uart0);
    return exercise.wrong || lost() ? 1 : 0;
}
