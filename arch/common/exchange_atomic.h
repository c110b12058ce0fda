/* SPDX-License-Identifier: MIT */
/* For a port's vow_arch_port.h: the processor has an exchange, or LL and SC. */
#ifndef VOW_ARCH_EXCHANGE_ATOMIC_H
#define VOW_ARCH_EXCHANGE_ATOMIC_H

static inline uintptr_t vow_arch_exchange(uintptr_t *word, uintptr_t desired)
{
    uintptr_t before = __atomic_exchange_n(word, desired, __ATOMIC_RELAXED);

    __atomic_signal_fence(__ATOMIC_SEQ_CST); /* what it leads to is read after it */
    return before;
}

#endif
