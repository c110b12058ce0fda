/* SPDX-License-Identifier: MIT */
/* QEMU virt: CLINT at 0x02000000. */
#include <vow/above.h>

volatile uint32_t *const vow_board_msip = (volatile uint32_t *)0x02000000u;
