/* SPDX-License-Identifier: MIT */
/* The default for what follows a report. */
#include <vow/board.h>
#include <vow/fault.h>

void vow_hook_fault(void)
{
#if VOW_CONFIG_FAULT_RESET
    vow_board_reset();
#else
    vow_board_exit(1);
#endif
}
