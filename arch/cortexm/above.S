/* SPDX-License-Identifier: MIT */
/* A loop above the others: PendSV, the least urgent exception, interrupts what runs in thread mode, and returns into thread mode to
 * another place, as an RTOS would: the loop's callbacks then run on MSP, its tasks on PSP, handlers interrupt both as ever, and
 * IPSR is 0. A second PendSV throws that away and returns to what the first one interrupted, which only an exception return can
 * (flags, and what is left of an IT block or of an LDM).
 *
 * As PendSV is the least urgent, it interrupts no handler. Called functions keep r4-r11; what an interrupted program has in others is in
 * the frame that the processor stacked (ARMv7-M ARM, B1.5.6). PSP, PSPLIM, EXC_RETURN and sp are kept in a frame here.
 *
 * FPU: a loop and its tasks keep s16-s31 only where CONTROL.FPCA says that they used them, so who was interrupted with it set finds them
 * here; and an FPU instruction in the handler has the processor store s0-s15, which it left for later (B1.5.7, lazy state
 * preservation), before the place that it left for them is given up. */
#include <vow/config.h>

#include "../cortexm/function.inc"

    .equ FRAME_BYTES, 32        /* what the processor takes off on its way to thread mode; above it: */
    .equ SP, 32
    .equ PSP, 36
    .equ EXC_RETURN, 40
    .equ PSPLIM, 44
    .equ KEPT_BYTES, 48

    .equ SHPR3, 0xe000ed20      /* PendSV's priority is byte 2 */
    .equ ICSR, 0xe000ed04       /* bit 28, PENDSVSET */

/* The frame that is kept, 0 while the loop above does not run. Bit 0: it has found nothing more to do, and wants to go back. */
    .section .bss.vow_arch_above_frame_, "aw", %nobits
    .balign 4
    .local vow_arch_above_frame_
vow_arch_above_frame_:
    .space 4

    function vow_pendsv_handler
    ldr r0, =vow_arch_above_frame_
    ldr r1, [r0]
    cmp r1, #0
    bne 1f
#ifdef VOW_ARCH_FPU
    tst lr, #16                 /* EXC_RETURN bit 4: no FPU state */
    it eq
    vpusheq {s16-s31}
#endif
    mov r1, sp
    movs r3, #7
    mov r2, r1
    bics r2, r3
    subs r2, #KEPT_BYTES
    mov sp, r2
    str r1, [r2, #SP]
    mrs r1, psp
    str r1, [r2, #PSP]
#if __ARM_ARCH >= 8
    mrs r1, psplim
    str r1, [r2, #PSPLIM]
#endif
    mov r3, lr
    str r3, [r2, #EXC_RETURN]
    ldr r1, =vow_arch_above_run_
    str r1, [r2, #24]           /* pc */
    movs r1, #1
    lsls r1, r1, #24
    str r1, [r2, #28]           /* xPSR: Thumb */
    str r2, [r0]                /* [B3] */
    movs r1, #4
    bics r3, r1                 /* to MSP */
    movs r1, #16
    orrs r3, r1                 /* without FPU state */
    bx r3

1:  lsrs r1, r1, #1             /* bit 0 */
    bcs 2f
    bx lr                       /* [B4] it will look again */
2:  push {r3, lr}
    bl vow_loop_above_has_work_
    ldr r1, =vow_arch_above_frame_
    ldr r2, [r1]
    subs r2, #1
    cmp r0, #0
    beq 3f
    str r2, [r1]
    pop {r3, pc}                /* [B7] */
3:  str r0, [r1]                /* [B8] */
#ifdef VOW_ARCH_FPU
    vmov r0, s0
#endif
    ldr r0, [r2, #PSP]
    msr psp, r0
#if __ARM_ARCH >= 8
    ldr r0, [r2, #PSPLIM]
    msr psplim, r0
#endif
    ldr r3, [r2, #EXC_RETURN]
    ldr r0, [r2, #SP]
    mov sp, r0                  /* the frame that was kept is free for a handler that interrupts this one */
#ifdef VOW_ARCH_FPU
    tst r3, #16
    it eq
    vpopeq {s16-s31}
#endif
    bx r3                       /* [B9] */
    .pool
    .size vow_pendsv_handler, . - vow_pendsv_handler

/* In thread mode. Not marked as a function: the pc of a frame has no Thumb bit. What is kept lies in the frame that sp has come out of. */
    .section .text.vow_arch_above_run_, "ax", %progbits
    .balign 4
    .cfi_startproc
    .cfi_undefined lr
vow_arch_above_run_:
    bl vow_loop_above_poll_
    ldr r0, =vow_arch_above_frame_
    ldr r1, [r0]
    adds r1, #1
    str r1, [r0]                /* [B5] */
    bl vow_arch_above_pend      /* [B6] */
    b vow_arch_above_run_
    .pool
    .cfi_endproc

/* The barriers: PendSV has been taken when the next instruction runs, unless something holds it back. */
    function vow_arch_above_pend
    ldr r0, =ICSR
    movs r1, #1
    lsls r1, r1, #28
    str r1, [r0]
    dsb
    isb
    bx lr
    .pool
    .size vow_arch_above_pend, . - vow_arch_above_pend

    function vow_arch_above_start
#if VOW_CONFIG_MASK_PRIORITY
    ldr r0, =SHPR3              /* bytes, on ARMv7-M and ARMv8-M: nobody needs to be held */
    movs r1, #255
    strb r1, [r0, #2]
#else
    mrs r2, primask
    cpsid i                     /* the register has SysTick's priority, too */
    ldr r0, =SHPR3
    ldr r1, [r0]
    movs r3, #255
    lsls r3, r3, #16
    orrs r1, r3
    str r1, [r0]
    msr primask, r2
#endif
    bx lr
    .pool
    .size vow_arch_above_start, . - vow_arch_above_start
