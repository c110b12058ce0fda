/* SPDX-License-Identifier: MIT */
/* The loop's clock from SysTick. */
#include <vow/board.h>
#include <vow/loop.h>
#include <vow/tick_systick.h>

#if !VOW_CONFIG_TICKLESS

void vow_systick_handler(void);

void vow_board_tick_start(void) { vow_tick_systick_start(vow_board_core_hz(), VOW_CONFIG_CLOCK_HZ); }

void vow_systick_handler(void)
{
    vow_loop_tick_from_isr(&vow_main_loop, vow_tick_systick_handler());
}

#endif
