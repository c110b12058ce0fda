/* SPDX-License-Identifier: MIT */
#ifndef VOW_RISCV_GUARD_H
#define VOW_RISCV_GUARD_H

#include "arch.h"

extern char vow_link_interrupt_stack_bottom[], vow_link_interrupt_stack_top[];
extern char vow_link_main_stack_bottom[], vow_link_main_stack_top[];

/* From here on stacks are guarded. Interrupts are masked. */
void vow_guards_init_(void);

/* If a load or store was refused in a guard, begins the report with that. */
bool vow_fault_tell_overflow_(uintptr_t cause, uintptr_t place, uintptr_t address);

#endif
