/* SPDX-License-Identifier: MIT */
#ifndef VOW_BOARD_PL011_H
#define VOW_BOARD_PL011_H

#define UART0_REGISTERS  ((void *)0x40034000u)
#define UART0_IRQ        20
#define UART0_FIRST_BYTE (-1)

#endif
