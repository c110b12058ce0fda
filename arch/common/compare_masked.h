/* SPDX-License-Identifier: MIT */
/* For a port's vow_arch_port.h: nothing but a mask makes a comparison and a write one step. The asm statements of save and restore
 * order memory, so that what was written before is there when the word changes. */
#ifndef VOW_ARCH_COMPARE_MASKED_H
#define VOW_ARCH_COMPARE_MASKED_H

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

#endif
