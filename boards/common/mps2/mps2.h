/* SPDX-License-Identifier: MIT */
/* Where the parts of an MPS2 image are: on AN385, AN386 and AN500 as in chapter 3 of Arm AN385; another image's board has a header
 * mps2_board.h that says so. */
#ifndef VOW_BOARD_MPS2_H
#define VOW_BOARD_MPS2_H

#if __has_include("mps2_board.h")
#include "mps2_board.h"
#else
#define CORE_HZ            25000000u
#define TIMER0_REGISTERS   0x40000000u
#define TIMER1_REGISTERS   0x40001000u
#define TIMER1_IRQ         9
#define UART0_REGISTERS    0x40004000u
#define WATCHDOG_REGISTERS 0x40008000u
#define UART0_RECEIVE_IRQ  0
#define UART0_TRANSMIT_IRQ 1
#define FPGAIO_REGISTERS   0x40028000u
#endif

#define BAUD 115200u

#endif
