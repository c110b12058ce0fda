/* SPDX-License-Identifier: MIT */
/* ARMv6-M (Cortex-M0, M0+): the inline half of the contract in arch.h. */
#ifndef VOW_ARCH_PORT_H
#define VOW_ARCH_PORT_H

#include <vow/arch.h>

#define vow_arch_caller() __builtin_return_address(0)

static inline void vow_arch_context_leaving(struct vow_arch_context *context) { (void)context; }
static inline void vow_arch_frames_died(const void *target_frame) { (void)target_frame; }
static inline void vow_arch_block_taken(void *block, size_t bytes) { (void)block, (void)bytes; }
static inline void vow_arch_block_freed(void *block, size_t bytes) { (void)block, (void)bytes; }

static inline uintptr_t vow_arch_irq_save(void)
{
    uintptr_t state;
    __asm__ volatile("mrs %0, primask\n\tcpsid i" : "=r"(state) : : "memory");
    return state;
}

static inline void vow_arch_irq_restore(uintptr_t state) { __asm__ volatile("msr primask, %0" : : "r"(state) : "memory"); }

static inline bool vow_arch_in_isr(void)
{
    uintptr_t exception;
    __asm__ volatile("mrs %0, ipsr" : "=r"(exception));
    return exception != 0;
}

/* WFI ends on a pending interrupt even while PRIMASK holds its handler back (ARMv6-M ARM, B1.5.17): one that comes
 * between the last look and WFI ends it at once. DSB: writes to devices are done before the core sleeps. */
static inline void vow_arch_idle(void) { __asm__ volatile("dsb\n\twfi" : : : "memory"); }

/* There is no exclusive access: each of the two is a few instructions with interrupts masked. The asm statements of
 * save and restore order memory, so that what was written before is there when the word changes. */
static inline bool vow_arch_compare_exchange(uintptr_t *word, uintptr_t *expected, uintptr_t desired)
{
    const uintptr_t state = vow_arch_irq_save(); /* 4 instructions */
    const uintptr_t before = *word;
    const bool same = before == *expected;

    if (same)
        *word = desired;
    vow_arch_irq_restore(state);
    *expected = before;
    return same;
}

static inline uintptr_t vow_arch_exchange(uintptr_t *word, uintptr_t desired)
{
    const uintptr_t state = vow_arch_irq_save(); /* 2 instructions */
    const uintptr_t before = *word;

    *word = desired;
    vow_arch_irq_restore(state);
    return before;
}

#endif
