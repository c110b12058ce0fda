/* SPDX-License-Identifier: MIT */
#ifndef VOW_IRQ_H
#define VOW_IRQ_H

#include <stdbool.h>
#include <stdint.h>

#include <vow/config.h>

VOW_BEGIN_DECLARATIONS

/** Masks interrupts, for drivers: keep it to a few instructions. Calls nest: give each state back, last one first.
 *  @return the state for vow_irq_restore   @context any   @suspends no; do not suspend in between */
uintptr_t vow_irq_save(void);
void vow_irq_restore(uintptr_t state);

/** Sleeps until an interrupt is pending, masked ones too; at once if one is. For vow_hook_idle.
 *  @context loop, init, with interrupts masked   @suspends no: the processor waits */
void vow_irq_wait(void);

/** True in an interrupt handler.   @context any */
bool vow_irq_in_handler(void);

VOW_END_DECLARATIONS

#endif
