/* SPDX-License-Identifier: MIT */
/* All else is in boards/common/qemu-riscv-virt. */
#include <vow/board.h>

const char vow_board_name[] = "qemu-riscv64-virt";
