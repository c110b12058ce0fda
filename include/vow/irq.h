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

/** True in an interrupt handler.   @context any */
bool vow_irq_in_handler(void);

VOW_END_DECLARATIONS

#endif
