/* SPDX-License-Identifier: MIT */
/* RISC-V, machine mode: the inline half of the contract in arch.h. */
#ifndef VOW_ARCH_PORT_H
#define VOW_ARCH_PORT_H

#include <vow/arch.h>

#include "../common/exchange_atomic.h"
#include "../common/guard_in_switch.h"
#include "../common/no_tools.h"

/* mstatus.MIE is bit 3. */
static inline uintptr_t vow_arch_irq_save(void)
{
    uintptr_t state;
    __asm__ volatile("csrrci %0, mstatus, 8" : "=r"(state) : : "memory");
    return state & 8;
}

static inline void vow_arch_irq_restore(uintptr_t state) { __asm__ volatile("csrs mstatus, %0" : : "r"(state) : "memory"); }

/* A pending interrupt is taken right behind the write that enables it (privileged ISA, 3.1.9). */
static inline void vow_arch_irq_window(uintptr_t state)
{
    __asm__ volatile("csrs mstatus, %0\n\tcsrci mstatus, 8" : : "r"(state) : "memory");
}

/* mscratch is the top of the interrupt stack while that stack is free, and 0 while a handler runs on it (trap.S). */
static inline unsigned vow_arch_handler(void)
{
    uintptr_t interrupt_stack, cause;
    __asm__ volatile("csrr %0, mscratch" : "=r"(interrupt_stack));
    if (interrupt_stack)
        return 0;
    __asm__ volatile("csrr %0, mcause" : "=r"(cause));
    return (unsigned)cause & 0xfff; /* 3, 7 and 11: software, timer, external */
}

/* WFI ends on an interrupt that is pending and enabled in mie, even while mstatus.MIE holds its handler back
 * (privileged ISA, 3.3.3): one that comes between the last look and WFI ends it at once. The fence: writes to devices
 * are done before the core sleeps. */
static inline void vow_arch_idle(void) { __asm__ volatile("fence\n\twfi" : : : "memory"); }

#ifdef VOW_RISCV_NO_LR_SC
#include "../common/compare_masked.h"
#else
#include "../common/compare_atomic.h"
#endif

#endif
