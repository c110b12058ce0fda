/* SPDX-License-Identifier: MIT */
/* A Cortex-M's SysTick as the loop's clock. For boards. */
#ifndef VOW_TICK_SYSTICK_H
#define VOW_TICK_SYSTICK_H

#include <stdint.h>

#include <vow/config.h>

VOW_BEGIN_DECLARATIONS

/** Starts ticks anew: SysTick's interrupt comes `hz` times a second from now on, as urgent as VOW_IRQ_NORMAL. A processor has one
 *  SysTick, so there is no object.
 *  @param core_hz  the processor's clock, which SysTick counts; at most 2^24 cycles a tick
 *  @context any but its handler   @suspends no */
void vow_tick_systick_start(uint32_t core_hz, uint32_t hz);

/** The body of the handler.
 *  @return how many ticks have passed since the last call: 1, whatever was missed; with VOW_CONFIG_MASKED_TICKS 0 or 1, or more if
 *          interrupts were masked for longer   @context isr */
#if VOW_CONFIG_MASKED_TICKS
uint32_t vow_tick_systick_handler(void);
#else
static inline uint32_t vow_tick_systick_handler(void) { return 1; }
#endif

/** With VOW_CONFIG_MASKED_TICKS the board defines it: the processor's clock cycles by a counter that nothing sets, modulo 2^32. It may
 *  stand while the processor sleeps, as CYCCNT of a Cortex-M's DWT does.   @context isr, init   @suspends no */
uint32_t vow_board_cycles(void);

VOW_END_DECLARATIONS

#endif
