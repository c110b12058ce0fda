/* SPDX-License-Identifier: MIT */
/* The masks of arch.h with VOW_CONFIG_MASK_PRIORITY: BASEPRI masks the handlers of that priority and of less urgent ones, PRIMASK
 * holds all.
 *
 * BASEPRI_MAX changes BASEPRI only towards more urgent (ARMv7-M ARM, B5.2.3; ARMv8-M ARM, "MSR"), so these nest, also in a mask of the
 * program's own. A mask that becomes stricter is in force for the next instruction, but on Cortex-M7 r0p1, where that one may still be
 * interrupted (Arm, Cortex-M7 Software Developers Errata Notice, 837070): there it is an ISB. */
#ifndef VOW_CORTEXM_BASEPRI_H
#define VOW_CORTEXM_BASEPRI_H

#ifdef VOW_ARCH_CORTEX_M7
#define VOW_BASEPRI_STRICTER_ "msr basepri_max, %1\n\tisb"
#else
#define VOW_BASEPRI_STRICTER_ "msr basepri_max, %1"
#endif

static inline uintptr_t vow_arch_irq_save(void)
{
    const uintptr_t priority = VOW_CONFIG_MASK_PRIORITY;
    uintptr_t state;
    __asm__ volatile("mrs %0, basepri\n\t" VOW_BASEPRI_STRICTER_ : "=&r"(state) : "r"(priority) : "memory");
    return state;
}

static inline void vow_arch_irq_restore(uintptr_t state) { __asm__ volatile("msr basepri, %0" : : "r"(state) : "memory"); }

/* ISB: as in port.h. */
static inline void vow_arch_irq_window(uintptr_t state)
{
    const uintptr_t priority = VOW_CONFIG_MASK_PRIORITY;
    __asm__ volatile("msr basepri, %0\n\tisb\n\t" VOW_BASEPRI_STRICTER_ : : "r"(state), "r"(priority) : "memory");
}

static inline uintptr_t vow_arch_irq_hold(void) { return vow_primask_save_(); }
static inline void vow_arch_irq_release(uintptr_t state) { vow_primask_restore_(state); }

/* Priority bytes (ARMv7-M ARM, B3.2.10 to B3.2.12 and B3.4.7): of exceptions 4 to 15 from SHPR1 on, of interrupts from IPR0 on. Those
 * before have fixed priorities, more urgent than any. */
static inline bool vow_arch_is_above_mask(void)
{
    const unsigned exception = vow_arch_handler();

    if (exception == 0)
        return false;
    if (exception < 4)
        return true;
    return *(volatile uint8_t *)(exception < 16 ? 0xe000ed14u + exception : 0xe000e3f0u + exception) < VOW_CONFIG_MASK_PRIORITY;
}

static inline bool vow_arch_is_held(void)
{
    uintptr_t held;
    __asm__ volatile("mrs %0, primask" : "=r"(held));
    return held;
}

/* What is masked by BASEPRI does not end WFI (ARMv7-M ARM, B1.5.19), so it is open while PRIMASK holds the handlers. ISB: before WFI looks. */
static inline void vow_wfi_(void)
{
    const uintptr_t open = 0;
    uintptr_t state;
    __asm__ volatile("mrs %0, basepri\n\tmsr basepri, %1\n\tisb\n\tdsb\n\twfi\n\tmsr basepri_max, %0" : "=&r"(state) : "r"(open) : "memory");
}

#endif
