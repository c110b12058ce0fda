/* SPDX-License-Identifier: MIT */
/* The platform-level interrupt controller of RISC-V boards. For boards and drivers.
 *
 * A function named vow_irqN_handler takes source N. Handlers of the controller do not interrupt each other. */
#ifndef VOW_PLIC_H
#define VOW_PLIC_H

#include <stdint.h>

#include <vow/config.h>

VOW_BEGIN_DECLARATIONS

/* Sources that have a handler: 1 to VOW_PLIC_SOURCES - 1. */
#define VOW_PLIC_SOURCES 64

/** Where the registers are: the board defines it. The board also lets machine external interrupts in (mie.MEIE). */
extern const uintptr_t vow_plic_base;

/** Lets a source interrupt the first hart.
 *  @param priority  1, the lowest, to what the hardware has, 7 as a rule: which one comes first of those that wait
 *  @context init, task; not while another call is under way   @suspends no */
void vow_plic_enable(unsigned source, unsigned priority);

VOW_END_DECLARATIONS

#endif
