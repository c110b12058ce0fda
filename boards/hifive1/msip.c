/* SPDX-License-Identifier: MIT */
/* SiFive FE310-G000 Manual, "Core Local Interruptor (CLINT)": msip of hart 0. */
#include <vow/above.h>

volatile uint32_t *const vow_board_msip = (volatile uint32_t *)0x02000000u;
