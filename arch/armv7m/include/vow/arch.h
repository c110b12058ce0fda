/* SPDX-License-Identifier: MIT */
/* ARMv7-M: what public headers need to know of the architecture. */
#ifndef VOW_ARCH_TYPES_H
#define VOW_ARCH_TYPES_H

#include <vow/config.h>

#ifndef __ASSEMBLER__
/* Where a stack stands while it does not run: r4-r11 and the return address lie at sp. Of one that used the FPU, that
 * is an address in mainline.inc, and FPSCR, s16-s31 and the return address follow. */
struct vow_arch_context {
    void *sp;
    void *limit; /* lowest address of the stack's guard; for the loop: the CONTROL register it runs with */
};
#endif

/* The guard is an MPU region at `limit`, which is aligned to VOW_ARCH_STACK_ALIGN; VOW_ARCH_GUARD_PAD bytes below it are not
 * used. No push jumps over both: the switch's has 36 bytes, a compiler's up to 40. Where an interrupt leaves 104 bytes, of which
 * lazy stacking writes the lowest 32 (ARMv7-M ARM, B1.5.7), the guard has 128. */
#if !VOW_CONFIG_STACK_GUARD
#define VOW_ARCH_STACK_ALIGN 32
#define VOW_ARCH_GUARD_BYTES 0
#define VOW_ARCH_GUARD_PAD 0
#elif defined(VOW_ARCH_FPU)
#define VOW_ARCH_STACK_ALIGN 128
#define VOW_ARCH_GUARD_BYTES 128
#define VOW_ARCH_GUARD_PAD 0
#else
#define VOW_ARCH_STACK_ALIGN 32
#define VOW_ARCH_GUARD_BYTES 32
#define VOW_ARCH_GUARD_PAD 8
#endif

/* r4-r11, sp, lr; with an FPU also CONTROL and s16-s31. __builtin_setjmp of GCC uses five of them, and saves s16-s31 in
 * the frame of the function that it stands in. */
#if defined(VOW_ARCH_FPU) && defined(__clang__)
#define VOW_ARCH_SAVE_WORDS 27
#else
#define VOW_ARCH_SAVE_WORDS 10
#endif

/* Stack sizes mean what they say. */
#define VOW_ARCH_STACK_SCALE 1

#endif
