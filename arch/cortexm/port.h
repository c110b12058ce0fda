/* SPDX-License-Identifier: MIT */
/* The inline half of the contract in arch.h, as far as it is the same on every Cortex-M. */
#ifndef VOW_CORTEXM_PORT_H
#define VOW_CORTEXM_PORT_H

#include <vow/arch.h>

#include "../common/guard_in_switch.h"
#include "../common/no_tools.h"

static inline uintptr_t vow_primask_save_(void)
{
    uintptr_t state;
    __asm__ volatile("mrs %0, primask\n\tcpsid i" : "=r"(state) : : "memory");
    return state;
}

static inline void vow_primask_restore_(uintptr_t state) { __asm__ volatile("msr primask, %0" : : "r"(state) : "memory"); }

#if VOW_CONFIG_MASK_PRIORITY
#include "basepri.h"
#else
static inline uintptr_t vow_arch_irq_save(void) { return vow_primask_save_(); }
static inline void vow_arch_irq_restore(uintptr_t state) { vow_primask_restore_(state); }

/* ISB: without it a pending handler need not run before the mask is back (ARM DAI 0321A, "Enabling interrupts using CPS
 * and MSR instructions"). */
static inline void vow_arch_irq_window(uintptr_t state)
{
    __asm__ volatile("msr primask, %0\n\tisb\n\tcpsid i" : : "r"(state) : "memory");
}

static inline void vow_wfi_(void) { __asm__ volatile("dsb\n\twfi" : : : "memory"); }
#endif

static inline unsigned vow_arch_handler(void)
{
    unsigned exception;
    __asm__ volatile("mrs %0, ipsr" : "=r"(exception));
    return exception;
}

#if VOW_CONFIG_HANDLER_CHECK == 1
/* Whatever its priority, a handler goes on with a HardFault: UsageFault is not enabled, and ARMv6-M has none. 0x76: no compiler's trap. */
#define VOW_CORTEXM_TRAP 0xde76
#define vow_arch_trap_in_handler() vow_cortexm_trap_in_handler_()
static inline __attribute__((always_inline)) void vow_cortexm_trap_in_handler_(void)
{
    unsigned exception;
#if __ARM_ARCH >= 7
    __asm__ volatile("mrs %0, ipsr\n\tcbz %0, 1f\n\tudf #0x76\n1:" : "=l"(exception));
#else
    __asm__ volatile("mrs %0, ipsr\n\tcmp %0, #0\n\tbeq 1f\n\tudf #0x76\n1:" : "=l"(exception) : : "cc");
#endif
}
#endif

/* WFI ends on a pending interrupt even while PRIMASK holds its handler back (ARMv6-M ARM, B1.5.17; ARMv7-M ARM, B1.5.19): one that
 * comes between the last look and WFI ends it at once. DSB: writes to devices are done before the core sleeps. */
static inline void vow_arch_idle(void)
{
#ifdef VOW_ARCH_FPU
    /* Only vow_loop_run sleeps. It has kept its caller's s16-s31 on its stack, as every function with a try does, and none of
     * them means anything in the loop: without FPCA (and SFPA, keep_fpu.inc) the loop's next switch and the interrupts of its sleep cost what they
     * cost without an FPU. */
    uintptr_t control;
    __asm__ volatile("mrs %0, control\n\tbic %0, %0, #12\n\tmsr control, %0\n\tisb" : "=&r"(control) : : "memory");
#endif
    vow_wfi_();
}

#endif
