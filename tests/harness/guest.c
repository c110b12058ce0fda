/* SPDX-License-Identifier: MIT */
/* Tests that own the loop: they run where a superloop would, and pump it. Replaces the board's start. */
#include "test.h"

#include <vow/board.h>

#if VOW_CONFIG_LEVELS > 1 /* many tasks that wait */
VOW_LOOP_DEFINE(vow_main_loop, 24, 24, VOW_STACKS(7, TEST_STACK_BYTES));
#else
VOW_LOOP_DEFINE(vow_main_loop, 16, 8, VOW_STACKS(4, 1024));
#endif

void vow_test_allow_ms(uint32_t more_ms) { (void)more_ms; }

static void settle(void) {}

void vow_board_start(void)
{
    vow_board_init();
    vow_loop_init(&vow_main_loop, &vow_main_loop_config);
    vow_test_run_all(settle);
    vow_board_exit(0);
}

int main(void) { return 1; } /* the board's own start would call it */
