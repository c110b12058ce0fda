/* SPDX-License-Identifier: MIT */
/* ARMv8-M Mainline: what public headers need to know of the architecture. */
#ifndef VOW_ARCH_TYPES_H
#define VOW_ARCH_TYPES_H

#include <vow/config.h>

#ifndef __ASSEMBLER__
/* Where a stack stands while it does not run: r4-r11 and the return address lie at sp. Of one that used the FPU, that
 * is an address in mainline.inc, and FPSCR, s16-s31 and the return address follow. */
struct vow_arch_context {
    void *sp;
    void *psplim; /* below this the processor lets sp not go */
    void *limit;  /* lowest address of the stack; for the loop: the CONTROL register it runs with */
};
#endif

/* From `limit` to `psplim`: what an interrupt leaves on a stack in the moment in which a switch has PSPLIM open (switch.S). */
#define VOW_ARCH_MARGIN_BYTES 32
#define VOW_ARCH_STACK_ALIGN 32
#define VOW_ARCH_GUARD_BYTES VOW_ARCH_MARGIN_BYTES
#define VOW_ARCH_GUARD_PAD 0

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
