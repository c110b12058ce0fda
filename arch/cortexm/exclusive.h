/* SPDX-License-Identifier: MIT */
/* The atomic words of arch.h with LDREX and STREX. */
#ifndef VOW_CORTEXM_EXCLUSIVE_H
#define VOW_CORTEXM_EXCLUSIVE_H

static inline bool vow_arch_compare_exchange(uintptr_t *word, uintptr_t *expected, uintptr_t desired)
{
    __atomic_signal_fence(__ATOMIC_SEQ_CST); /* what was written before is there when the word changes */
    return __atomic_compare_exchange_n(word, expected, desired, true, __ATOMIC_RELAXED, __ATOMIC_RELAXED);
}

static inline uintptr_t vow_arch_exchange(uintptr_t *word, uintptr_t desired)
{
    uintptr_t before = __atomic_exchange_n(word, desired, __ATOMIC_RELAXED);

    __atomic_signal_fence(__ATOMIC_SEQ_CST); /* what it leads to is read after it */
    return before;
}

#endif
