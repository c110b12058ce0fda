/* SPDX-License-Identifier: MIT */
/* ARMv7-M: the context switch. A task runs in thread mode on PSP, the loop in thread mode on MSP, like the handlers; so
 * an interrupt that arrives while a task runs leaves 32 bytes on the task's stack, and its own frames on MSP.
 * As a guest of an RTOS the loop runs on PSP too: its CONTROL is kept in context.limit.
 * Only callee-saved registers are kept (AAPCS32 6.1.1): a switch is a function call. Instructions: 8 between tasks, 13 from the loop, 10 to
 * it, of which the guard takes 4, 3 and 3; on a processor with an FPU 3 more (2 from the loop), or 11 (10) and 4 to come back for a
 * stack that used it.
 *
 * The guard is MPU region 7, which start.c has made: it moves to the bottom of the stack that is about to run; while the loop runs, to
 * the main stack's, as a stack that nobody runs on may be used for something else. It moves while the old stack is still in use, and after
 * the push has shown that this one is above its guard: an interrupt between the two leaves 32 bytes (FPCA is clear), and 4 to align
 * (nine words were pushed), for which the guard itself has room. No barrier: until the MPU sees the store, the old guard stands.
 * RBAR takes the region's number with the address (ARMv7-M ARM, B3.5.8), so the program may use RNR for its own regions. */
#include <vow/config.h>

#include "../cortexm/function.inc"
#include "../cortexm/keep_fpu.inc"

    .equ MPU_RBAR, 0xe000ed9c
    .equ REGION, 0x17           /* VALID, 7 */

    .macro move_guard limit, scratch
#if VOW_CONFIG_STACK_GUARD
    ldr \scratch, =MPU_RBAR
    orr \limit, \limit, #REGION
    str \limit, [\scratch]
#endif
    .endm

/* void vow_arch_switch(struct vow_arch_context *from, struct vow_arch_context *to)
 * An interrupted ldr sp is done twice by Cortex-M3 and M4 (errata 752419 and 752770): harm only where the address is written back, or a
 * device is read. */
    function vow_arch_switch
    .cfi_startproc
    keep_fpu r3
    push_frame
    str sp, [r0]
#if VOW_CONFIG_STACK_GUARD
    ldrd r2, r3, [r1]
    move_guard r3, r12
    mov sp, r2
#else
    ldr sp, [r1]
#endif
    pop {r4-r11, pc}
    .pool
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
    ldrd r2, r12, [r1]
    orr r3, r3, #2
    move_guard r12, r1
    msr psp, r2
    msr control, r3
    isb
    pop {r4-r11, pc}
    .pool
    .cfi_endproc
    .size vow_arch_switch_from_loop, . - vow_arch_switch_from_loop

/* void vow_arch_switch_to_loop(struct vow_arch_context *from, struct vow_arch_context *to) */
    function vow_arch_switch_to_loop
    .cfi_startproc
    keep_fpu r3
    push_frame
    str sp, [r0]
    ldrd r2, r3, [r1]
#if VOW_CONFIG_STACK_GUARD
    ldr r0, =MPU_RBAR
    ldr r1, =vow_link_main_stack_bottom + REGION
    str r1, [r0]
#endif
    msr control, r3
    isb
    mov sp, r2
    pop {r4-r11, pc}
    .pool
    .cfi_endproc
    .size vow_arch_switch_to_loop, . - vow_arch_switch_to_loop

#include "../cortexm/mainline.inc"
