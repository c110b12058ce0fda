/* SPDX-License-Identifier: MIT */
/* UARTs. */
#include "../handlers.h"

#include <vow/uart.h>

#define CALLS(CALL) \
    CALL(vow_uart_read, NULL, NULL, 0) \
    CALL(vow_uart_read_exact, NULL, NULL, 0) \
    CALL(vow_uart_read_until, NULL, NULL, 0, NULL, 0) \
    CALL(vow_uart_read_line, NULL, NULL, 0) \
    CALL(vow_uart_read_burst, NULL, NULL, 0, 0) \
    CALL(vow_uart_partial, NULL) \
    CALL(vow_uart_buffered, NULL) \
    CALL(vow_uart_lines, NULL, NULL, NULL, 0) \
    CALL(vow_uart_chunks, NULL, NULL, NULL, 0) \
    CALL(vow_uart_bursts, NULL, NULL, NULL, 0, 0) \
    CALL(vow_uart_write, NULL, NULL, 0) \
    CALL(vow_uart_write_counted, NULL, NULL, 0, NULL) \
    CALL(vow_uart_write_some, NULL, NULL, 0) \
    CALL(vow_uart_flush, NULL) \
    CALL(vow_uart_fault_count, NULL)

WRONG_CALLS_TEST(uart, CALLS)

VOW_TEST(handler_makes_no_call_of_uart) { uart_all(); }
