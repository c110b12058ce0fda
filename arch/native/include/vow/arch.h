/* SPDX-License-Identifier: MIT */
/* native (a Linux process on x86-64): what public headers need to know of the architecture. */
#ifndef VOW_ARCH_TYPES_H
#define VOW_ARCH_TYPES_H

#include <vow/config.h>

/* GCC says so with a macro, Clang with a feature test. */
#if defined(__SANITIZE_ADDRESS__)
#define VOW_NATIVE_ASAN 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define VOW_NATIVE_ASAN 1
#endif
#endif
#ifndef VOW_NATIVE_ASAN
#define VOW_NATIVE_ASAN 0
#endif

#ifndef __ASSEMBLER__
/* Where a stack stands while it does not run: the callee-saved registers and the return address lie at sp. */
struct vow_arch_context {
    void *sp;
    void *limit, *top; /* the stack's bounds, for AddressSanitizer; for the loop: those of the process */
    void *fake_stack;  /* AddressSanitizer's own, kept while the stack does not run */
};
#endif

/* The guard is a page at `limit` (guard.c). AddressSanitizer has guards of its own. */
#if VOW_CONFIG_STACK_GUARD && !VOW_NATIVE_ASAN
#define VOW_ARCH_STACK_ALIGN 4096
#define VOW_ARCH_GUARD_BYTES 4096
#else
#define VOW_ARCH_STACK_ALIGN 32
#define VOW_ARCH_GUARD_BYTES 0
#endif
#define VOW_ARCH_GUARD_PAD 0

/* rbx, rbp, r12-r15, rsp and the return address. __builtin_setjmp of GCC uses five of them. */
#define VOW_ARCH_SAVE_WORDS 8

/* The C library's functions and sanitized frames are much larger than firmware's. */
#define VOW_ARCH_STACK_SCALE 64

#endif
