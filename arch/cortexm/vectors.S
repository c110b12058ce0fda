/* SPDX-License-Identifier: MIT */
/* The vector table: ARMv6-M and ARMv7-M Architecture Reference Manuals, B1.5.3; ARMv8-M, "Exception numbers". A function with one of
 * these names replaces the default, which names the exception and its place, and ends the program. The chip has VOW_ARCH_IRQS external
 * interrupts (the board's BOARD_irqs). */
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

/* Nobody comes back from here. The report is written on the main stack, behind what is in use of it; if that leaves no room, or MSP
 * is anywhere else, from its top. The handler ends first, by a frame of its own that leads to vow_default_handler_ in thread mode,
 * interrupts masked: a fault in a fault handler would lock the processor up, and a fault there comes here again. */
    .equ REPORT_STACK_BYTES, 512

    .section .text.vow_default_handler, "ax", %progbits
    .balign 4
    .global vow_default_handler
    .type   vow_default_handler, %function
    .thumb_func
vow_default_handler:
    cpsid   i
    mrs     r0, msp
    mov     r12, r0
    ldr     r1, =vow_link_main_stack_bottom + REPORT_STACK_BYTES
    ldr     r2, =vow_link_main_stack_top
    cmp     r0, r1
    bcc     1f
    cmp     r0, r2
    bls     2f
1:  mov     r0, r2
2:  mov     sp, r0
    push    {r4-r7}             /* struct stopped of exception.c, its last field first */
    mov     r4, r8
    mov     r5, r9
    mov     r6, r10
    mov     r7, r11
    push    {r4-r7}
    mov     r4, r12
    mrs     r5, psp
    mrs     r6, ipsr
    mov     r7, lr
    push    {r4-r7}
    mov     r0, sp
    ldr     r6, =vow_default_handler_
    subs    r1, r6, #1          /* without the bit for Thumb, which stands in xPSR */
    movs    r2, #1
    lsls    r2, r2, #24
#if __ARM_ARCH >= 7
    mov     r3, lr              /* to thread mode (bit 3), MSP (2), a frame without FPU state (4) */
    orr     r3, r3, #0x18
    bic     r3, r3, #4
    mov     lr, r3
#if __ARM_ARCH == 7
    ldr     r3, =0xe000ed14     /* CCR.NONBASETHRDENA: also out of a handler that another one has interrupted (B1.5.8) */
    ldr     r4, [r3]
    orr     r4, r4, #1
    str     r4, [r3]
#endif
#else
    mov     r3, lr
    lsrs    r3, r3, #4          /* bit 3, now the carry: thread mode was interrupted */
    bcc     1f
    movs    r3, #6              /* to thread mode, MSP: 0xfffffff9 */
    mvns    r3, r3
    mov     lr, r3
    b       2f
1:  ldr     r3, =vow_link_main_stack_bottom
    cmp     r12, r3
    bcc     3f                  /* the frame that tells which handler it was is not in RAM */
    mov     r3, r12
    ldr     r3, [r3, #28]
    lsls    r3, r3, #26
    lsrs    r3, r3, #26
    orrs    r2, r2, r3          /* back to that handler */
2:
#endif
    push    {r1, r2}            /* pc, xPSR */
    push    {r0-r5}             /* r0-r3, r12, lr */
    bx      lr
#if __ARM_ARCH < 7
3:  bl      vow_default_handler_
#endif
    .pool
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
