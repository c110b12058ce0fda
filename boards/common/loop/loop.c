/* SPDX-License-Identifier: MIT */
/* The loop of a program that defines none. */
#include <vow/loop.h>

VOW_LOOP_DEFINE(vow_main_loop, 64, 32, VOW_STACKS(8, 512), VOW_STACKS(2, 2048));
