/* SPDX-License-Identifier: MIT */
/* The loop of a program that defines none: about 6 of the 16 KiB. */
#include <vow/loop.h>

VOW_LOOP_DEFINE(vow_main_loop, 32, 16, VOW_STACKS(6, 512), VOW_STACKS(1, 1536));
