/* SPDX-License-Identifier: MIT */
/* ARMv6-M (Cortex-M0, M0+): the inline half of the contract in arch.h. */
#ifndef VOW_ARCH_PORT_H
#define VOW_ARCH_PORT_H

#include "../cortexm/port.h"
#include "guard.h"

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
