/* SPDX-License-Identifier: MIT */
/* A loop above the others: the machine software interrupt interrupts what runs outside of handlers, leaves its frame (trap.S) where it
 * is on the interrupt stack, and goes on outside of handlers, on a stack of this file: the interrupt stack then begins below that
 * frame. What was interrupted is gone back to with interrupts masked from the last look on; a request that comes then is taken right
 * behind the way back.
 *
 * A trap forgets an LR that it interrupts, and so must the way back: the loop above may have left one. */
#include "word.h"

#ifndef VOW_RISCV_ABOVE_STACK_BYTES
#define VOW_RISCV_ABOVE_STACK_BYTES (__riscv_xlen * 32)
#endif

    .section .bss.vow_arch_above_stack_, "aw", %nobits
    .balign 16
    .local vow_arch_above_stack_
vow_arch_above_stack_:
    .space VOW_RISCV_ABOVE_STACK_BYTES
    .local vow_arch_above_stack_top_
vow_arch_above_stack_top_:

/* The frame of what was interrupted; 0 while the loop above does not run. */
    .section .bss.vow_arch_above_frame_, "aw", %nobits
    .balign 8
    .local vow_arch_above_frame_
vow_arch_above_frame_:
    .space __riscv_xlen / 8

/* Called by trap.S, sp being the frame; s0-s11 are what was interrupted had in them. mstatus.MPIE and MPP are as the trap has set them. */
    function vow_msoft_handler
    la t0, vow_board_msip
    load t0, 0, t0
    sw zero, 0(t0)
    fence
    la t1, vow_arch_above_frame_
    load t0, 0, t1
    bnez t0, 1f                 /* it looks again before it goes */
    store sp, 0, t1             /* [B3] */
    csrw mscratch, sp
    la sp, vow_arch_above_stack_top_
    la t0, vow_arch_above_run_
    csrw mepc, t0
    mret
1:  ret                         /* [B4] */
    .size vow_msoft_handler, . - vow_msoft_handler

    function vow_arch_above_run_
    .cfi_startproc
    .cfi_undefined ra
    call vow_loop_above_poll_
    csrci mstatus, 8            /* [B5] */
    call vow_loop_above_has_work_
    beqz a0, 2f
    csrsi mstatus, 8            /* [B7] */
    j vow_arch_above_run_
2:  la t0, vow_arch_above_frame_
    load sp, 0, t0
    store zero, 0, t0           /* [B8] */
#if !defined VOW_RISCV_NO_LR_SC
    addi t0, sp, -16
    sc.w zero, zero, (t0)
#endif
    tail vow_trap_return_       /* [B9] */
    .cfi_endproc
    .size vow_arch_above_run_, . - vow_arch_above_run_

    function vow_arch_above_start
    li t0, 8                    /* mie.MSIE */
    csrs mie, t0
    ret
    .size vow_arch_above_start, . - vow_arch_above_start

/* The fence: the interrupt is taken right behind it. */
    function vow_arch_above_pend
    la t0, vow_board_msip
    load t0, 0, t0
    li t1, 1
    sw t1, 0(t0)
    fence
    ret
    .size vow_arch_above_pend, . - vow_arch_above_pend
