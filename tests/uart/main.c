/* SPDX-License-Identifier: MIT */
/* Reads what tests/boards/uart.py sends over UART0, compares it, and sends a dot for each CREDIT bytes. First a line comes with the number of
 * bytes, and before which ones there is a break, or 0; in the end a line with what happened goes out. When the last byte before a break has
 * come an exclamation mark asks for it, so it must be told there. */
#include <stdio.h>
#include <stdlib.h>

#include <vow/board.h>
#include <vow/board_uart.h>

#include "exercise.h"

enum { CREDIT = 32 };

static struct exercise exercise = { .uart = &vow_board_uart0, .random = 1 };

static struct vow_interval look;
static uint32_t begin, every, next_break;

static uint32_t lost(void)
{
    uint32_t sum = 0;

    for (int fault = 0; fault < VOW_UART_BREAK; fault++)
        sum += vow_uart_faults(&vow_board_uart0, (enum vow_uart_fault)fault);
    return sum;
}

static void ask_for_break(void *argument)
{
    (void)argument;
    if (vow_uart_received(&vow_board_uart0) - begin != next_break || !vow_uart_write_some(&vow_board_uart0, "!", 1))
        return;
    exercise_fault(&exercise, next_break, VOW_UART_BREAK, 0);
    next_break += every;
}

/* Every break that has come was told, but for the last one. */
static bool breaks_were_told(void)
{
    const uint32_t untold = vow_uart_faults(&vow_board_uart0, VOW_UART_BREAK) - exercise.told[VOW_UART_BREAK];

    return untold <= exercise.faults_in - exercise.faults_out;
}

int main(void)
{
    char line[160], *rest;
    uint32_t total, credited = 0;

    vow_board_uart0_open();
    vow_uart_write(&vow_board_uart0, "ready\n", 6);
    vow_await(vow_uart_read_line(&vow_board_uart0, line, sizeof line));
    total = (uint32_t)strtoul(line, &rest, 10);
    every = next_break = (uint32_t)strtoul(rest, NULL, 10);
    exercise.returned = begin = vow_board_uart0.receive_out;
    if (every)
        vow_interval_start_ms(&look, 1, ask_for_break, NULL);
    while (exercise.position < total && !exercise.wrong && !lost()) {
        exercise_once(&exercise);
        if (vow_pool_usage(VOW_POOL_PROMISES).free < 16)
            vow_sleep_ms(1);
        for (; exercise.position - credited >= CREDIT; credited += CREDIT)
            vow_uart_write(&vow_board_uart0, ".", 1);
    }
    vow_interval_stop(&look);
    exercise.wrong += !breaks_were_told();
    snprintf(line, sizeof line, "\n%lu bytes, %lu wrong, %lu lost, %lu breaks, %lu of %lu reads cut\n", (unsigned long)exercise.position,
             (unsigned long)exercise.wrong, (unsigned long)lost(), (unsigned long)exercise.told[VOW_UART_BREAK],
             (unsigned long)exercise.cut, (unsigned long)exercise.reads);
    for (const char *c = line; *c; c++)
        vow_uart_write(&vow_board_uart0, c, 1);
    vow_uart_flush(&vow_board_uart0);
    return exercise.wrong || lost() ? 1 : 0;
}
