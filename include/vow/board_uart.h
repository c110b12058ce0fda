/* SPDX-License-Identifier: MIT */
/* The board's UART that a terminal is connected to. */
#ifndef VOW_BOARD_UART_H
#define VOW_BOARD_UART_H

#include <vow/uart.h>

VOW_BEGIN_DECLARATIONS

extern struct vow_uart vow_board_uart0;

/** Opens it for vow_main_loop. Once, before its first use. The console of <vow/board.h> goes on to work beside it: its
 *  text comes between bytes of the UART's, and none is lost.   @context task   @suspends no */
void vow_board_uart0_open(void);

VOW_END_DECLARATIONS

#endif
