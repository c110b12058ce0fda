/* SPDX-License-Identifier: MIT */
/* The loop of a program that defines none. */
#include <vow/loop.h>

#if defined(VOW_BOARD_RAM_KIB) && VOW_BOARD_RAM_KIB <= 16
/* About 6 KiB. */
VOW_LOOP_DEFINE(vow_main_loop, 32, 16, VOW_STACKS(6, 512), VOW_STACKS(1, 1536));
#else
VOW_LOOP_DEFINE(vow_main_loop, 64, 32, VOW_STACKS(8, 512), VOW_STACKS(2, 2048));
#endif
