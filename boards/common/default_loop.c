/* SPDX-License-Identifier: MIT */
/* The loop of an application that defines none (VOW_LOOP_DEFINE in <vow/loop.h>). */
#include <vow/loop.h>

#ifndef VOW_DEFAULT_PROMISES
#define VOW_DEFAULT_PROMISES 32
#define VOW_DEFAULT_RECORDS 16
#define VOW_DEFAULT_STACKS VOW_STACKS(6, 512), VOW_STACKS(2, 1536)
#endif

VOW_LOOP_DEFINE(vow_main_loop, VOW_DEFAULT_PROMISES, VOW_DEFAULT_RECORDS, VOW_DEFAULT_STACKS);
