/* SPDX-License-Identifier: MIT */
/* ARMv7-M: the context switch. A task runs in thread mode on PSP, the loop in thread mode on MSP, like the handlers; so
 * an interrupt that arrives while a task runs leaves 32 bytes on the task's stack, and its own frames on MSP.
 * As a guest of an RTOS the loop runs on PSP too: its CONTROL is kept in context.limit.
 * Only callee-saved registers are kept (AAPCS32 6.1.1): a switch is a function call. FPU state: none on Cortex-M3. */
    .syntax unified
    .thumb

    .macro function name
    .section .text.\name, "ax", %progbits
    .balign 4
    .thumb_func
    .global \name
    .type \name, %function
\name:
    .endm

/* void vow_arch_switch(struct vow_arch_context *from, struct vow_arch_context *to) */
    function vow_arch_switch
    push {r4-r11, lr}
    str sp, [r0]
    ldr r1, [r1]
    mov sp, r1
    pop {r4-r11, pc}
    .size vow_arch_switch, . - vow_arch_switch

/* void vow_arch_switch_from_loop(struct vow_arch_context *from, struct vow_arch_context *to)
 * Writing PSP while it is in use (guest of an RTOS) is the same as mov sp. ISB: the next push uses the new stack
 * pointer (ARMv7-M ARM, B1.4.4). */
    function vow_arch_switch_from_loop
    push {r4-r11, lr}
    mrs r3, control
    mov r2, sp
    strd r2, r3, [r0]
    ldr r2, [r1]
    orr r3, r3, #2
    msr psp, r2
    msr control, r3
    isb
    pop {r4-r11, pc}
    .size vow_arch_switch_from_loop, . - vow_arch_switch_from_loop

/* void vow_arch_switch_to_loop(struct vow_arch_context *from, struct vow_arch_context *to) */
    function vow_arch_switch_to_loop
    push {r4-r11, lr}
    str sp, [r0]
    ldrd r2, r3, [r1]
    msr control, r3
    isb
    mov sp, r2
    pop {r4-r11, pc}
    .size vow_arch_switch_to_loop, . - vow_arch_switch_to_loop

/* The first return address of a task: r4 holds the argument (context.c). */
    function vow_arch_task_start_
    mov r0, r4
    bl vow_task_main_
    udf #0
    .size vow_arch_task_start_, . - vow_arch_task_start_

/* int vow_arch_save(void **words): 0 now, 1 when vow_arch_jump comes here. Not used by code compiled with GCC. */
    function vow_arch_save
    mov r12, sp
    stmia r0, {r4-r12, lr}
    movs r0, #0
    bx lr
    .size vow_arch_save, . - vow_arch_save

/* _Noreturn void vow_arch_jump(void *words): the counterpart of vow_arch_save. */
    function vow_arch_jump
    ldmia r0, {r4-r12, lr}
    mov sp, r12
    movs r0, #1
    bx lr
    .size vow_arch_jump, . - vow_arch_jump
