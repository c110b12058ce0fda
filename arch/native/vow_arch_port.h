/* SPDX-License-Identifier: MIT */
/* native: the inline half of the contract in arch.h. */
#ifndef VOW_ARCH_PORT_H
#define VOW_ARCH_PORT_H

#include <vow/arch.h>

#include "../common/compare_atomic.h"
#include "../common/exchange_atomic.h"

uintptr_t vow_native_mask_(void);
void vow_native_unmask_(uintptr_t state);
unsigned vow_native_handler_(void);
void vow_native_idle_(void);
void vow_native_outside_handlers_(void (*run)(void));

static inline uintptr_t vow_arch_irq_save(void) { return vow_native_mask_(); }
static inline void vow_arch_irq_restore(uintptr_t state) { vow_native_unmask_(state); }
static inline void vow_arch_irq_window(uintptr_t state) { vow_native_unmask_(state), vow_native_mask_(); }
static inline unsigned vow_arch_handler(void) { return vow_native_handler_(); }
static inline void vow_arch_idle(void) { vow_native_idle_(); }

#if VOW_NATIVE_ASAN
void vow_native_frames_died_(const void *target_frame);
void __asan_poison_memory_region(void const volatile *address, size_t bytes);
void __asan_unpoison_memory_region(void const volatile *address, size_t bytes);

static inline void vow_arch_context_borrows(struct vow_arch_context *root, const struct vow_arch_context *running)
{
    root->limit = running->limit;
    root->top = running->top;
}

/* 0 is what __sanitizer_start_switch_fiber takes for a stack that will never run again. */
static inline void vow_arch_context_leaving(struct vow_arch_context *context) { context->top = 0; }
static inline void vow_arch_frames_died(const void *target_frame) { vow_native_frames_died_(target_frame); }
static inline void vow_arch_block_taken(void *block, size_t bytes) { __asan_unpoison_memory_region(block, bytes); }
static inline void vow_arch_block_freed(void *block, size_t bytes) { __asan_poison_memory_region(block, bytes); }
#else
#include "../common/no_tools.h"
#endif

#if VOW_ARCH_GUARD_BYTES
void vow_native_guard_(void *limit);
void vow_native_unguard_(void *limit);
static inline void vow_arch_stack_fresh(void *limit) { vow_native_guard_(limit); }
static inline void vow_arch_stack_returned(void *limit) { vow_native_unguard_(limit); }
#else
#include "../common/guard_in_switch.h"
#endif

#endif
