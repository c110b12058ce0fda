/* SPDX-License-Identifier: MIT */
/* For assembly: a word of RV32 or RV64. Frames are indexed in words. */
#ifndef VOW_RISCV_WORD_H
#define VOW_RISCV_WORD_H

#if __riscv_xlen == 64
    .macro store register, index, base
    sd \register, (\index) * 8(\base)
    .endm
    .macro load register, index, base
    ld \register, (\index) * 8(\base)
    .endm
#else
    .macro store register, index, base
    sw \register, (\index) * 4(\base)
    .endm
    .macro load register, index, base
    lw \register, (\index) * 4(\base)
    .endm
#endif

    .cfi_sections .debug_frame  /* for debuggers alone */

    .macro function name
    .section .text.\name, "ax", %progbits
    .balign 4
    .global \name
    .type \name, %function
\name:
    .endm

#endif
