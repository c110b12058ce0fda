/* SPDX-License-Identifier: MIT */
/* For a port's vow_arch_port.h: the switch sees to the guard of the stack that runs, or there is none. */
#ifndef VOW_ARCH_GUARD_IN_SWITCH_H
#define VOW_ARCH_GUARD_IN_SWITCH_H

static inline void vow_arch_stack_fresh(void *limit) { (void)limit; }
static inline void vow_arch_stack_returned(void *limit) { (void)limit; }

#endif
