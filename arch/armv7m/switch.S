/* SPDX-License-Identifier: MIT */
/* ARMv7-M: the context switch. A task runs in thread mode on PSP, the loop in thread mode on MSP, like the handlers; so
 * an interrupt that arrives while a task runs leaves 32 bytes on the task's stack, and its own frames on MSP.
 * As a guest of an RTOS the loop runs on PSP too: its CONTROL is kept in context.limit.
 * Only callee-saved registers are kept (AAPCS32 6.1.1): a switch is a function call. Instructions: 4 between tasks, 10 from the loop, 7 to
 * it; on a processor with an FPU 3 more (2 from the loop), or 11 (10) and 4 to come back for a stack that used it. */
#include "../cortexm/function.inc"
#include "../cortexm/keep_fpu.inc"

/* void vow_arch_switch(struct vow_arch_context *from, struct vow_arch_context *to)
 * An interrupted ldr sp is done twice by Cortex-M3 and M4 (errata 752419 and 752770): harm only where the address is written back, or a
 * device is read. */
    function vow_arch_switch
    .cfi_startproc
    keep_fpu r3
    push_frame
    str sp, [r0]
    ldr sp, [r1]
    pop {r4-r11, pc}
    .cfi_endproc
    .size vow_arch_switch, . - vow_arch_switch

/* void vow_arch_switch_from_loop(struct vow_arch_context *from, struct vow_arch_context *to)
 * Writing PSP while it is in use (guest of an RTOS) is the same as mov sp. ISB: the next push uses the new stack
 * pointer (ARMv7-M ARM, B1.4.4). */
    function vow_arch_switch_from_loop
    .cfi_startproc
    keep_fpu r3
    push_frame
#ifndef VOW_ARCH_FPU
    mrs r3, control
#endif
    mov r2, sp
    strd r2, r3, [r0]
    ldr r2, [r1]
    orr r3, r3, #2
    msr psp, r2
    msr control, r3
    isb
    pop {r4-r11, pc}
    .cfi_endproc
    .size vow_arch_switch_from_loop, . - vow_arch_switch_from_loop

/* void vow_arch_switch_to_loop(struct vow_arch_context *from, struct vow_arch_context *to) */
    function vow_arch_switch_to_loop
    .cfi_startproc
    keep_fpu r3
    push_frame
    str sp, [r0]
    ldrd r2, r3, [r1]
    msr control, r3
    isb
    mov sp, r2
    pop {r4-r11, pc}
    .cfi_endproc
    .size vow_arch_switch_to_loop, . - vow_arch_switch_to_loop

#include "../cortexm/mainline.inc"
