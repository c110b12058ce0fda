/* SPDX-License-Identifier: MIT */
/* Tests that own the loop: its pools (superloop.c). */
#include "test.h"

#if VOW_CONFIG_LEVELS > 1 /* many tasks that wait */
VOW_LOOP_DEFINE(vow_main_loop, 24, 24, VOW_STACKS(7, TEST_STACK_BYTES));
#else
VOW_LOOP_DEFINE(vow_main_loop, 16, 8, VOW_STACKS(4, 1024));
#endif

void vow_test_allow_ms(uint32_t more_ms) { (void)more_ms; }
