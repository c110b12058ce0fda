/* SPDX-License-Identifier: MIT */
/* For a port's vow_arch_port.h: the processor has compare-and-exchange, or LL and SC. */
#ifndef VOW_ARCH_COMPARE_ATOMIC_H
#define VOW_ARCH_COMPARE_ATOMIC_H

static inline bool vow_arch_compare_exchange(uintptr_t *word, uintptr_t *expected, uintptr_t desired)
{
    __atomic_signal_fence(__ATOMIC_SEQ_CST); /* what was written before is there when the word changes */
    return __atomic_compare_exchange_n(word, expected, desired, true, __ATOMIC_RELAXED, __ATOMIC_RELAXED);
}

#endif
