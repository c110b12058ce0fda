/* SPDX-License-Identifier: MIT */
/* ARMv6-M: what public headers need to know of the architecture. */
#ifndef VOW_ARCH_TYPES_H
#define VOW_ARCH_TYPES_H

#include <vow/config.h>

#ifndef __ASSEMBLER__
/* Where a stack stands while it does not run: r8-r11, r4-r7 and the return address lie at sp. */
struct vow_arch_context {
    void *sp;
    void *limit; /* lowest address of the stack; for the loop: the CONTROL register it runs with */
};
#endif

/* The guard is a word at `limit`, which the switches look at (guard.h). */
#define VOW_ARCH_STACK_ALIGN 32
#define VOW_ARCH_GUARD_BYTES (4 * VOW_CONFIG_STACK_GUARD)
#define VOW_ARCH_GUARD_PAD 0

/* r4-r11, sp, lr. __builtin_setjmp of GCC uses five of them. */
#define VOW_ARCH_SAVE_WORDS 10

/* Stack sizes mean what they say. */
#define VOW_ARCH_STACK_SCALE 1

#endif
