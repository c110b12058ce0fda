/* SPDX-License-Identifier: MIT */
/* For a port's vow_arch_port.h: the processor has LDREX and STREX. Compilers spend more on the same, as they take the value that was
 * found for wanted in a register of its own, and both results through conditions.
 *
 * What the compiler puts between the two costs nothing but another try: an exception, or on some processors a store, takes the exclusive
 * access away (ARMv7-M ARM, A3.4.1 and B1.5.6). */
#ifndef VOW_CORTEXM_COMPARE_EXCLUSIVE_H
#define VOW_CORTEXM_COMPARE_EXCLUSIVE_H

static inline bool vow_arch_compare_exchange(uintptr_t *word, uintptr_t *expected, uintptr_t desired)
{
    const uintptr_t wanted = *expected;
    uintptr_t found;
    unsigned failed;

    __asm__ volatile("ldrex %0, %1" : "=r"(found) : "Q"(*word) : "memory"); /* what was written before is there when the word changes */
    if (found != wanted) {
        *expected = found;
        return false;
    }
    __asm__ volatile("strex %0, %2, %1" : "=&r"(failed), "=Q"(*word) : "r"(desired) : "memory");
    return !failed;
}

#endif
