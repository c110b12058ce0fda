/* SPDX-License-Identifier: MIT */
/* What the boards whose clock is SysTick have besides. For boards. */
#ifndef VOW_BOARD_SYSTICK_H
#define VOW_BOARD_SYSTICK_H

#include <stdint.h>

#include <vow/config.h>

VOW_BEGIN_DECLARATIONS

/** The processor's clock cycles since the tick began, modulo 2^32: the loop's ticks, and what SysTick has counted since the last one.
 *  Where ticks are missed while interrupts are masked, and not made up, the clock and this lose the same.
 *  @context any but a handler that interrupts SysTick's   @suspends no */
uint32_t vow_board_systick_cycles(void);

VOW_END_DECLARATIONS

#endif
