/* SPDX-License-Identifier: MIT */
/* The interrupt controller, NVIC or PLIC: which interrupts may arrive, and which goes first. For boards and drivers.
 *
 * Numbers are the hardware's: a function named vow_irqN_handler takes number N. On RISC-V that is source N of the PLIC, 1 to 63; on
 * Cortex-M it is external interrupt N. A number without a device is not checked on Cortex-M.
 *
 * Urgencies are the same four everywhere, because ARMv6-M has no more. Of those that wait, the most urgent one goes first.
 * A more urgent one also interrupts the handler of a less urgent one; handlers of one urgency never interrupt each other.
 * With VOW_CONFIG_MASK_PRIORITY those at the top may be let through by masks: <vow/irq.h> says what they may call.
 * On RISC-V the timer and the software interrupt have no urgency: their handlers are interrupted by none and interrupt none, so the
 * clock's tick waits for each handler, and is made up. Each urgency that is in use takes room on the interrupt stack: its handler, and
 * 128 bytes on RV32, 256 on RV64. */
#ifndef VOW_IRQ_CONTROLLER_H
#define VOW_IRQ_CONTROLLER_H

#include <vow/config.h>

VOW_BEGIN_DECLARATIONS

/* Boards use VOW_IRQ_NORMAL, for the clock's tick also: their handlers need stack for one at a time. */
enum vow_irq_urgency { VOW_IRQ_LEAST_URGENT = 0, VOW_IRQ_NORMAL = 1, VOW_IRQ_URGENT = 2, VOW_IRQ_MOST_URGENT = 3 };

/** Lets an interrupt arrive. One that became pending before does so at once.
 *  @errors a panic if the PLIC has no such source   @context any but a handler above VOW_CONFIG_MASK_PRIORITY   @suspends no */
void vow_irq_enable(unsigned number, enum vow_irq_urgency urgency);

/** Lets it arrive no more: on return its handler is not entered, and what becomes pending waits for vow_irq_enable.
 *  Its own handler may call this.   @errors as vow_irq_enable   @context any   @suspends no */
void vow_irq_disable(unsigned number);

/** Makes it pending as its device would, and takes that back. Cortex-M only: the PLIC cannot, so there a program that
 *  names one of them does not link. What a device still asks for becomes pending again at once.
 *  @context any   @suspends no */
void vow_irq_pend(unsigned number);
void vow_irq_clear(unsigned number);

VOW_END_DECLARATIONS

#endif
