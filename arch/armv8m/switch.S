/* SPDX-License-Identifier: MIT */
/* ARMv8-M Mainline: the context switch. A task runs in thread mode on PSP, the loop in thread mode on MSP, like the handlers; so
 * an interrupt that arrives while a task runs leaves 32 bytes on the task's stack, and its own frames on MSP.
 * As a guest of an RTOS the loop runs on PSP too: its CONTROL and its PSPLIM are kept in its context.
 * Only callee-saved registers are kept (AAPCS32 6.1.1): a switch is a function call. Instructions: 8 between tasks, 15 from the loop, 10
 * to it, of which PSPLIM takes 4, 5 and 3; the FPU's are those of ARMv7-M.
 *
 * PSPLIM cannot change together with sp: whichever came first, an interrupt between the two could find sp below the limit, although no
 * stack is full. So PSPLIM is 0 for the moment. An interrupt in that moment is not checked and leaves 32 bytes (FPCA is clear), and 4
 * to align: nine words were pushed, so sp is 4 above a multiple of 8. As PSPLIM lies VOW_ARCH_MARGIN_BYTES above the lowest address
 * of a task's stack, they stay inside. The stack of an RTOS that the loop is a guest of has no margin.
 * mov sp and the push are checked, msr psp is not (ARMv8-M ARM DDI 0553, "Stack limit checks", rule R_YVWT). */
#include "../cortexm/function.inc"
#include "../cortexm/keep_fpu.inc"

/* void vow_arch_switch(struct vow_arch_context *from, struct vow_arch_context *to) */
    function vow_arch_switch
    .cfi_startproc
    keep_fpu r3
    push_frame
    str sp, [r0]
    ldrd r2, r3, [r1]
    movs r1, #0
    msr psplim, r1
    mov sp, r2
    msr psplim, r3
    pop {r4-r11, pc}
    .cfi_endproc
    .size vow_arch_switch, . - vow_arch_switch

/* void vow_arch_switch_from_loop(struct vow_arch_context *from, struct vow_arch_context *to)
 * Writing PSP while it is in use (guest of an RTOS) is the same as mov sp. ISB: the next pop uses the new stack
 * pointer (ARMv8-M ARM, "CONTROL"). */
    function vow_arch_switch_from_loop
    .cfi_startproc
    keep_fpu r3
    push_frame
#ifndef VOW_ARCH_FPU
    mrs r3, control
#endif
    mov r2, sp
    mrs r12, psplim
    strd r2, r12, [r0], #8
    str r3, [r0]
    ldrd r2, r12, [r1]
    movs r1, #0
    orr r3, r3, #2
    msr psplim, r1
    msr psp, r2
    msr psplim, r12
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
    ldm r1, {r1, r2, r3}
    movs r0, #0
    msr psplim, r0
    msr control, r3
    isb
    mov sp, r1
    msr psplim, r2
    pop {r4-r11, pc}
    .cfi_endproc
    .size vow_arch_switch_to_loop, . - vow_arch_switch_to_loop

#include "../cortexm/mainline.inc"
