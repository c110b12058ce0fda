/* SPDX-License-Identifier: MIT */
/* native (a Linux process on x86-64): what public headers need to know of the architecture. */
#ifndef VOW_ARCH_TYPES_H
#define VOW_ARCH_TYPES_H

/* Where a stack stands while it does not run: the callee-saved registers and the return address lie at sp. */
struct vow_arch_context {
    void *sp;
    void *limit, *top; /* the stack's bounds, for AddressSanitizer; for the loop: those of the process */
    void *fake_stack;  /* AddressSanitizer's own, kept while the stack does not run */
};

/* rbx, rbp, r12-r15, rsp and the return address. __builtin_setjmp of GCC uses five of them. */
#define VOW_ARCH_SAVE_WORDS 8

/* The C library's functions and sanitized frames are much larger than firmware's. */
#define VOW_ARCH_STACK_SCALE 64

#endif
