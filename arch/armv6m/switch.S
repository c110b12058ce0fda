/* SPDX-License-Identifier: MIT */
/* ARMv6-M: the context switch. A task runs in thread mode on PSP, the loop in thread mode on MSP, like the handlers; so
 * an interrupt that arrives while a task runs leaves 32 bytes on the task's stack, and its own frames on MSP.
 * As a guest of an RTOS the loop runs on PSP too: its CONTROL is kept in context.limit.
 * Only callee-saved registers are kept (AAPCS32 6.1.1): a switch is a function call. push and pop reach r0-r7 only, so r8-r11
 * go by way of r4-r7. Instructions: 23 between tasks, 26 from the loop, 25 to it, of which the guard takes 7, 5 and 7.
 *
 * There is nothing to guard a stack with, so the switch looks whether the one that is left is or was full: at the stack pointer, and at the
 * lowest word (VOW_ARCH_CANARY). A report cannot trust what lies below. */
#include "guard.h"

#include "../cortexm/function.inc"

    /* Leaves the stack pointer of the saved frame in r2. */
    .macro save_registers
    push {r4-r7, lr}
    .cfi_def_cfa_offset 20
    .cfi_offset lr, -4
    .irp n, 4, 5, 6, 7
    .cfi_offset r\n, (\n - 9) * 4
    .endr
    mov r4, r8
    mov r5, r9
    mov r6, r10
    mov r7, r11
    push {r4-r7}
    .cfi_def_cfa_offset 36      /* for debuggers: so it lies on the stack that is left, and on the one that is entered */
    .irp n, 8, 9, 10, 11
    .cfi_offset r\n, (\n - 17) * 4
    .endr
    mov r2, sp
    .endm

    /* \from is the context that is left, r2 its stack pointer, lr the place. */
    .macro look_at_task from
#if VOW_CONFIG_STACK_GUARD
    ldr r3, [\from, #4]
    cmp r2, r3
    bls 9f
    ldr r4, [r3]
    ldr r5, =VOW_ARCH_CANARY
    cmp r4, r5
    bne 9f
#endif
    .endm

    .macro look_at_loop
#if VOW_CONFIG_STACK_GUARD
    ldr r4, =vow_link_main_stack_bottom + VOW_ARCH_MAIN_MARGIN_BYTES
    ldr r4, [r4]
    ldr r5, =VOW_ARCH_CANARY
    cmp r4, r5
    bne 9f
#endif
    .endm

    /* Where the looks branch to: the main stack is the emergency stack. */
    .macro full report
#if VOW_CONFIG_STACK_GUARD
9:  cpsid i
    movs r4, #0
    msr control, r4
    isb
    mov r0, r3
    mov r1, lr
    subs r1, #1
    bl \report
    .pool
#endif
    .endm

    .macro restore_registers
    pop {r4-r7}
    mov r8, r4
    mov r9, r5
    mov r10, r6
    mov r11, r7
    pop {r4-r7, pc}
    .endm

/* void vow_arch_switch(struct vow_arch_context *from, struct vow_arch_context *to) */
    function vow_arch_switch
    .cfi_startproc
    save_registers
    look_at_task r0
    str r2, [r0]
    ldr r1, [r1]
    mov sp, r1
    restore_registers
    full vow_stack_overflowed_
    .cfi_endproc
    .size vow_arch_switch, . - vow_arch_switch

/* void vow_arch_switch_from_loop(struct vow_arch_context *from, struct vow_arch_context *to)
 * Writing PSP while it is in use (guest of an RTOS) is the same as mov sp. ISB: the next pop uses the new stack
 * pointer (ARMv6-M ARM, B1.4.4). */
    function vow_arch_switch_from_loop
    .cfi_startproc
    save_registers
    look_at_loop
    mrs r3, control
    stmia r0!, {r2, r3}
    ldr r2, [r1]
    movs r1, #2
    orrs r3, r1
    msr psp, r2
    msr control, r3
    isb
    restore_registers
    full vow_main_stack_overflowed_
    .cfi_endproc
    .size vow_arch_switch_from_loop, . - vow_arch_switch_from_loop

/* void vow_arch_switch_to_loop(struct vow_arch_context *from, struct vow_arch_context *to) */
    function vow_arch_switch_to_loop
    .cfi_startproc
    save_registers
    look_at_task r0
    str r2, [r0]
    ldmia r1!, {r2, r3}
    msr control, r3
    isb
    mov sp, r2
    restore_registers
    full vow_stack_overflowed_
    .cfi_endproc
    .size vow_arch_switch_to_loop, . - vow_arch_switch_to_loop

    task_start r8

/* int vow_arch_save(void **words): 0 now, 1 when vow_arch_jump comes here. Not used by code compiled with GCC. */
    function vow_arch_save
    save_begin
    save_words r4, r5, r6, r7
    mov r1, r8
    mov r2, r9
    mov r3, r10
    save_words r1, r2, r3
    mov r1, r11
    mov r2, sp
    mov r3, lr
    save_words r1, r2, r3
    save_end
    movs r0, #0
    bx lr
    .size vow_arch_save, . - vow_arch_save

/* _Noreturn void vow_arch_jump(void *words): the counterpart of vow_arch_save. */
    function vow_arch_jump
    ldmia r0!, {r4-r7}
    ldmia r0!, {r1-r3}
    mov r8, r1
    mov r9, r2
    mov r10, r3
    ldmia r0!, {r1-r3}
    mov r11, r1
    mov sp, r2
    movs r0, #1
    bx r3
    .size vow_arch_jump, . - vow_arch_jump
