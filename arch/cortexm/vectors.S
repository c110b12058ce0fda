/* SPDX-License-Identifier: MIT */
/* The vector table: ARMv6-M and ARMv7-M Architecture Reference Manuals, B1.5.3; ARMv8-M, "Exception numbers". A function with one of these names replaces the default,
 * which names the exception and its place, and ends the program. The chip has VOW_ARCH_IRQS external interrupts (the board's
 * BOARD_irqs). */
    .syntax unified
    .thumb

    .macro vow_vector name
    .weak   \name
    .thumb_set \name, vow_default_handler
    .word   \name
    .endm

    .macro vow_irq_vector number
    vow_vector vow_irq\number\()_handler
    .endm

    .section .text.vow_default_handler, "ax", %progbits
    .global vow_default_handler
    .type   vow_default_handler, %function
    .thumb_func
vow_default_handler:
    mrs     r0, ipsr
#if __ARM_ARCH >= 8
    ldr     r2, =0xe000ed28     /* CFSR: bit 20, STKOF, says that a stack is full, perhaps this one */
    ldr     r2, [r2]
    lsls    r2, r2, #11
    bpl     1f
    ldr     r2, =vow_link_main_stack_top
    mov     sp, r2
    mrs     r1, msplim
    lsls    r2, lr, #29         /* EXC_RETURN bit 2, now the sign: which stack it was */
    bpl     2f
    mrs     r1, psplim
2:  bl      vow_stack_overflow_
    .pool
1:
#endif
    mov     r2, lr
    mrs     r1, msp
    lsrs    r2, r2, #3          /* EXC_RETURN bit 2, now the carry: which stack holds the frame */
    bcc     1f
    mrs     r1, psp
1:  bl      vow_default_handler_
    .size   vow_default_handler, . - vow_default_handler

    .section .vow_vectors, "a", %progbits
    .global vow_vectors
    .type   vow_vectors, %object
vow_vectors:
    .word   vow_link_main_stack_top
    .word   vow_reset_handler
    vow_vector vow_nmi_handler
    vow_vector vow_hardfault_handler
#if __ARM_ARCH >= 7
    vow_vector vow_memmanage_handler
    vow_vector vow_busfault_handler
    vow_vector vow_usagefault_handler
#else
    .word   0, 0, 0
#endif
#if __ARM_ARCH >= 8
    vow_vector vow_securefault_handler
#else
    .word   0
#endif
    .word   0, 0, 0
    vow_vector vow_svcall_handler
#if __ARM_ARCH >= 7
    vow_vector vow_debugmonitor_handler
#else
    .word   0
#endif
    .word   0
    vow_vector vow_pendsv_handler
    vow_vector vow_systick_handler

    .altmacro
    .set    irq, 0
    .rept   VOW_ARCH_IRQS
    vow_irq_vector %irq
    .set    irq, irq + 1
    .endr
    .noaltmacro
    .size   vow_vectors, . - vow_vectors
