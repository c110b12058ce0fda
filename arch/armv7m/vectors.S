/* SPDX-License-Identifier: MIT */
/* The vector table: ARMv7-M Architecture Reference Manual B1.5.3. A function with one of these names replaces the default,
 * which names the exception and its place, and ends the program. */
    .syntax unified
    .thumb

    .macro vow_vector name
    .weak   \name
    .thumb_set \name, vow_default_handler
    .word   \name
    .endm

    .section .text.vow_default_handler, "ax", %progbits
    .global vow_default_handler
    .type   vow_default_handler, %function
    .thumb_func
vow_default_handler:
    mrs     r0, ipsr
    tst     lr, #4              /* EXC_RETURN bit 2: which stack holds the frame */
    ite     eq
    mrseq   r1, msp
    mrsne   r1, psp
    b       vow_default_handler_
    .size   vow_default_handler, . - vow_default_handler

    .section .vow_vectors, "a", %progbits
    .global vow_vectors
    .type   vow_vectors, %object
vow_vectors:
    .word   vow_link_main_stack_top
    .word   vow_reset_handler
    vow_vector vow_nmi_handler
    vow_vector vow_hardfault_handler
    vow_vector vow_memmanage_handler
    vow_vector vow_busfault_handler
    vow_vector vow_usagefault_handler
    .word   0, 0, 0, 0
    vow_vector vow_svcall_handler
    vow_vector vow_debugmonitor_handler
    .word   0
    vow_vector vow_pendsv_handler
    vow_vector vow_systick_handler
    .irp    n, 0,1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,19,20,21,22,23,24,25,26,27,28,29,30,31
    vow_vector vow_irq\n\()_handler
    .endr
    .size   vow_vectors, . - vow_vectors
