/* SPDX-License-Identifier: MIT */
/* What the files of this folder share. */
#ifndef VOW_BOARD_REGISTERS_H
#define VOW_BOARD_REGISTERS_H

#include <stdint.h>

#define CORE_HZ       142000000u
#define APB0_HZ       71000000u /* the clock of the UART */
#define UART0_ADDRESS ((uintptr_t)0x40000000u)

#endif
