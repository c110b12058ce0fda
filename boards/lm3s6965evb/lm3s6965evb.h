/* SPDX-License-Identifier: MIT */
#ifndef VOW_BOARD_LM3S6965EVB_H
#define VOW_BOARD_LM3S6965EVB_H

#define UART0_REGISTERS ((void *)0x4000c000u)

/* A byte that came before vow_board_init, or -1. */
extern int vow_board_uart0_first;

#endif
