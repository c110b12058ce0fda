/* SPDX-License-Identifier: MIT */
/* wasm32: the inline half of the contract in arch.h. Nothing interrupts WebAssembly: no handlers, nothing to mask. */
#ifndef VOW_ARCH_PORT_H
#define VOW_ARCH_PORT_H

#include <vow/arch.h>

#include "../common/guard_in_switch.h"
#include "../common/no_tools.h"

#define vow_arch_caller() ((void *)0) /* there are no addresses of code */

static inline uintptr_t vow_arch_irq_save(void) { return 0; }
static inline void vow_arch_irq_restore(uintptr_t state) { (void)state; }
static inline void vow_arch_irq_window(uintptr_t state) { (void)state; }
static inline unsigned vow_arch_handler(void) { return 0; }

/* The host never comes back into a sleep: it pumps the loop with vow_loop_poll, which does not get here. */
static inline void vow_arch_idle(void) { __builtin_trap(); }

static inline bool vow_arch_compare_exchange(uintptr_t *word, uintptr_t *expected, uintptr_t desired)
{
    if (*word != *expected) {
        *expected = *word;
        return false;
    }
    *word = desired;
    return true;
}

static inline uintptr_t vow_arch_exchange(uintptr_t *word, uintptr_t desired)
{
    uintptr_t before = *word;

    *word = desired;
    return before;
}

#endif
