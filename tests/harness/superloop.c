/* SPDX-License-Identifier: MIT */
/* Tests run where a superloop would, and pump the loop. Replaces the board's start. */
#include "test.h"

#include <vow/board.h>

static void settle(void) {}

void vow_board_start(void)
{
    vow_board_init();
    vow_loop_init(&vow_main_loop, &vow_main_loop_config);
    vow_test_run_all(settle);
    vow_board_exit(0);
}

int main(void) { return 1; } /* the board's own start would call it */
