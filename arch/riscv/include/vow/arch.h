/* SPDX-License-Identifier: MIT */
/* RISC-V: what public headers need to know of the architecture. */
#ifndef VOW_ARCH_TYPES_H
#define VOW_ARCH_TYPES_H

#include <vow/config.h>

#ifndef __ASSEMBLER__
/* Where a stack stands while it does not run: ra and s0-s11 lie at sp. */
struct vow_arch_context {
    void *sp;
    void *limit; /* lowest address of the stack's guard; NULL for the loop */
};
#endif

/* The guard is 32 bytes at `limit`, which is aligned to 32, in a PMP entry (guard.c). */
#define VOW_ARCH_STACK_ALIGN 32
#define VOW_ARCH_GUARD_BYTES (32 * VOW_CONFIG_STACK_GUARD)
#define VOW_ARCH_GUARD_PAD 0

/* ra, s0-s11, sp. __builtin_setjmp of GCC uses five of them. */
#define VOW_ARCH_SAVE_WORDS 14

/* Stack sizes are given for 32-bit processors; a word of RV64 is twice as large. */
#define VOW_ARCH_STACK_SCALE (__riscv_xlen / 32)

#endif
