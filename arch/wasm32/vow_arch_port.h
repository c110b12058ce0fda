/* SPDX-License-Identifier: MIT */
/* wasm32: the inline half of the contract in arch.h. Nothing interrupts WebAssembly: no handlers, nothing to mask. */
#ifndef VOW_ARCH_PORT_H
#define VOW_ARCH_PORT_H

#include <vow/arch.h>

#define vow_arch_caller() ((void *)0) /* there are no addresses of code */

static inline void vow_arch_context_leaving(struct vow_arch_context *context) { (void)context; }
static inline void vow_arch_stack_fresh(void *limit) { (void)limit; }
static inline void vow_arch_stack_returned(void *limit) { (void)limit; }
static inline void vow_arch_frames_died(const void *target_frame) { (void)target_frame; }
static inline void vow_arch_context_borrows(struct vow_arch_context *root, const struct vow_arch_context *running)
{
    (void)root, (void)running;
}
static inline void vow_arch_block_taken(void *block, size_t bytes) { (void)block, (void)bytes; }
static inline void vow_arch_block_freed(void *block, size_t bytes) { (void)block, (void)bytes; }

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
