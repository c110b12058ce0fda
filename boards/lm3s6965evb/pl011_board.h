/* SPDX-License-Identifier: MIT */
#ifndef VOW_BOARD_PL011_H
#define VOW_BOARD_PL011_H

#define UART0_REGISTERS  ((void *)0x4000c000u)
#define UART0_IRQ        5
#define UART0_FIRST_BYTE vow_board_uart0_first

/* A byte that came before vow_board_init, or -1. */
extern int vow_board_uart0_first;

#endif
