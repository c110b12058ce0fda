/* SPDX-License-Identifier: MIT */
/* RISC-V: what public headers need to know of the architecture. */
#ifndef VOW_ARCH_TYPES_H
#define VOW_ARCH_TYPES_H

/* Where a stack stands while it does not run: ra and s0-s11 lie at sp. */
struct vow_arch_context {
    void *sp;
    void *limit; /* lowest address of the stack; not used for the loop */
};

/* ra, s0-s11, sp. __builtin_setjmp of GCC uses five of them. */
#define VOW_ARCH_SAVE_WORDS 14

/* Stack sizes are given for 32-bit processors; a word of RV64 is twice as large. */
#define VOW_ARCH_STACK_SCALE (__riscv_xlen / 32)

#endif
