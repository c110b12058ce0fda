/* SPDX-License-Identifier: MIT */
/* ARMv7-M: the context switch. A task runs in thread mode on PSP, the loop in thread mode on MSP, like the handlers; so
 * an interrupt that arrives while a task runs leaves 32 bytes on the task's stack, and its own frames on MSP.
 * As a guest of an RTOS the loop runs on PSP too: its CONTROL is kept in context.limit.
 * Only callee-saved registers are kept (AAPCS32 6.1.1): a switch is a function call.
 *
 * FPU: CONTROL.FPCA is set by a stack's first FP instruction (B1.5.7), and means that an interrupt leaves 104 bytes. It
 * belongs to the stack: who leaves with it set keeps FPSCR and s16-s31 too, clears it, and comes back by way of
 * vow_arch_fpu_resume. A stack that never used the FPU pays for three instructions when it leaves, and nothing when it comes back. */
#include "../cortexm/function.inc"

    /* Puts what a user of the FPU keeps under the frame of the switch. \control receives CONTROL, FPCA clear. An interrupt
     * between two of these instructions keeps s16-s31 like every function, and s0-s15 are nobody's in a call. */
    .macro keep_fpu control
#ifdef VOW_ARCH_FPU
    mrs \control, control
    lsls r12, \control, #29     /* FPCA, bit 2, to the sign */
    bpl 1f
    push {lr}
    vpush {s16-s31}
    vmrs r12, fpscr
    push {r12}
    ldr lr, =vow_arch_fpu_resume
    bic \control, \control, #4
    msr control, \control
    isb
1:
#endif
    .endm

/* void vow_arch_switch(struct vow_arch_context *from, struct vow_arch_context *to) */
    function vow_arch_switch
    keep_fpu r3
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
    keep_fpu r3
    push {r4-r11, lr}
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
    .size vow_arch_switch_from_loop, . - vow_arch_switch_from_loop

/* void vow_arch_switch_to_loop(struct vow_arch_context *from, struct vow_arch_context *to) */
    function vow_arch_switch_to_loop
    keep_fpu r3
    push {r4-r11, lr}
    str sp, [r0]
    ldrd r2, r3, [r1]
    msr control, r3
    isb
    mov sp, r2
    pop {r4-r11, pc}
    .size vow_arch_switch_to_loop, . - vow_arch_switch_to_loop

#ifdef VOW_ARCH_FPU
/* Where a stack that used the FPU comes back. vpop sets FPCA and takes the rounding mode from FPDSCR, so FPSCR is last. */
    function vow_arch_fpu_resume
    pop {r3}
    vpop {s16-s31}
    vmsr fpscr, r3
    pop {pc}
    .size vow_arch_fpu_resume, . - vow_arch_fpu_resume
#endif

    task_start r4

/* int vow_arch_save(void **words): 0 now, 1 when vow_arch_jump comes here. Not used by code compiled with GCC. */
    function vow_arch_save
    mov r12, sp
#ifdef VOW_ARCH_FPU
    mrs r3, control
    stmia r0!, {r4-r12, lr}
    str r3, [r0], #4
    lsls r3, r3, #29            /* without FPCA s16-s31 hold nothing of this stack's */
    it mi
    vstmiami r0, {s16-s31}
#else
    stmia r0, {r4-r12, lr}
#endif
    movs r0, #0
    bx lr
    .size vow_arch_save, . - vow_arch_save

/* _Noreturn void vow_arch_jump(void *words): the counterpart of vow_arch_save. */
    function vow_arch_jump
#ifdef VOW_ARCH_FPU
    ldmia r0!, {r4-r12, lr}
    ldr r3, [r0], #4
    lsls r3, r3, #29
    it mi
    vldmiami r0, {s16-s31}
#else
    ldmia r0, {r4-r12, lr}
#endif
    mov sp, r12
    movs r0, #1
    bx lr
    .size vow_arch_jump, . - vow_arch_jump
