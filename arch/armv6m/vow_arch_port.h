/* SPDX-License-Identifier: MIT */
/* ARMv6-M (Cortex-M0, M0+): the inline half of the contract in arch.h. */
#ifndef VOW_ARCH_PORT_H
#define VOW_ARCH_PORT_H

#include "../common/compare_masked.h"
#include "../cortexm/port.h"
#include "guard.h"

/* There is no exclusive access. */
static inline uintptr_t vow_arch_exchange(uintptr_t *word, uintptr_t desired)
{
    const uintptr_t state = vow_arch_irq_save(); /* 2 instructions */
    const uintptr_t before = *word;

    *word = desired;
    vow_arch_irq_restore(state);
    return before;
}

#endif
