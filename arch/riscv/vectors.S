/* SPDX-License-Identifier: MIT */
/* Tables of handlers. A function with one of these names replaces the default, which names the interrupt and its place,
 * and ends the program. */
#include "word.h"

    .macro vow_vector name, default=vow_default_handler
    .weak \name
    .equ \name, \default
    .dc.a \name
    .endm

/* a0 and a1 are what trap.S or the controller's driver calls handlers with: the cause, or the source, which is told apart by 16
 * more, and the place. The top bit of mcause means: an interrupt. */
    function vow_default_irq_handler
    addi a0, a0, 16
    .size vow_default_irq_handler, . - vow_default_irq_handler
    .global vow_default_handler
    .type vow_default_handler, %function
vow_default_handler:
    li a2, 1
    slli a2, a2, __riscv_xlen - 1
    or a0, a0, a2
    li a3, 0
    tail vow_default_handler_
    .size vow_default_handler, . - vow_default_handler

/* Interrupts of mcause 0 to 15 (privileged ISA, table 3.6). */
    .section .rodata.vow_local_vectors, "a", %progbits
    .balign 8
    .global vow_local_vectors
    .type vow_local_vectors, %object
vow_local_vectors:
    .dc.a vow_default_handler
    vow_vector vow_ssoft_handler
    .dc.a vow_default_handler
    vow_vector vow_msoft_handler
    .dc.a vow_default_handler
    vow_vector vow_stimer_handler
    .dc.a vow_default_handler
    vow_vector vow_mtimer_handler
    .dc.a vow_default_handler
    vow_vector vow_sexternal_handler
    .dc.a vow_default_handler
    vow_vector vow_mexternal_handler
    .dc.a vow_default_handler, vow_default_handler, vow_default_handler, vow_default_handler
    .size vow_local_vectors, . - vow_local_vectors

/* Sources of the platform's interrupt controller: VOW_PLIC_SOURCES of them (vow/plic.h). Source 0 does not exist. */
    .section .rodata.vow_irq_vectors, "a", %progbits
    .balign 8
    .global vow_irq_vectors
    .type vow_irq_vectors, %object
vow_irq_vectors:
    .irp n, 0,1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,19,20,21,22,23,24,25,26,27,28,29,30,31
    vow_vector vow_irq\n\()_handler, vow_default_irq_handler
    .endr
    .irp n, 32,33,34,35,36,37,38,39,40,41,42,43,44,45,46,47,48,49,50,51,52,53,54,55,56,57,58,59,60,61,62,63
    vow_vector vow_irq\n\()_handler, vow_default_irq_handler
    .endr
    .size vow_irq_vectors, . - vow_irq_vectors
