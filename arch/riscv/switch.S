/* SPDX-License-Identifier: MIT */
/* RISC-V: the context switch. Tasks and the loop are alike, because handlers have a stack of their own (trap.S): an
 * interrupt that arrives while a task runs leaves nothing on the task's stack, and sp needs its alignment at calls only.
 * The guard moves while the old stack is in use, as no interrupt touches that; the loop's limit is NULL (guard.c).
 * Only callee-saved registers are kept (psABI, integer calling convention): a switch is a function call, of 35 instructions, of which the
 * guard takes 4. gp and tp never change. FPU state: none without F. */
#include <vow/arch.h>

#include "word.h"

    /* Downwards, so that the frame of a switch meets the guard before it is past it. */
    .macro for_each_saved verb, base
    .irp n, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1, 0
    \verb s\n, \n + 1, \base
    .endr
    \verb ra, 0, \base
    .endm

    .equ FRAME_WORDS, 13        /* and a try block has one more */
    .equ FRAME_BYTES, FRAME_WORDS * __riscv_xlen / 8
    .if FRAME_WORDS + 1 != VOW_ARCH_SAVE_WORDS
    .error "vow_arch_save and VOW_ARCH_SAVE_WORDS differ"
    .endif

    /* For debuggers: where the frame holds a register, counted from its end. */
    .macro unwind register, index, base
    .cfi_offset \register, (\index) * __riscv_xlen / 8 - FRAME_BYTES
    .endm

/* void vow_arch_switch(struct vow_arch_context *from, struct vow_arch_context *to), and its other two names */
    function vow_arch_switch
    .global vow_arch_switch_from_loop
    .type vow_arch_switch_from_loop, %function
vow_arch_switch_from_loop:
    .global vow_arch_switch_to_loop
    .type vow_arch_switch_to_loop, %function
vow_arch_switch_to_loop:
    .cfi_startproc
    addi sp, sp, -FRAME_BYTES
    .cfi_def_cfa_offset FRAME_BYTES
    for_each_saved store, sp
    for_each_saved unwind, sp
    store sp, 0, a0
#if VOW_CONFIG_STACK_GUARD
    load t0, 1, a1
    load sp, 0, a1
    srli t0, t0, 2
    ori t0, t0, 3
    csrw pmpaddr2, t0           /* 32 bytes at limit: NAPOT */
    csrsi pmpcfg0, 1            /* entry 0 is locked, so nothing changes; QEMU before 8.1 drops what it knew of pages then only */
#else
    load sp, 0, a1
#endif
    for_each_saved load, sp
    addi sp, sp, FRAME_BYTES
    .cfi_def_cfa_offset 0
    ret
    .cfi_endproc
    .size vow_arch_switch, . - vow_arch_switch
    .size vow_arch_switch_from_loop, . - vow_arch_switch_from_loop
    .size vow_arch_switch_to_loop, . - vow_arch_switch_to_loop

/* The first return address of a task: s0 holds the argument (context.c). */
    function vow_arch_task_start_
    .cfi_startproc
    .cfi_undefined ra           /* the outermost frame of a task's stack */
    mv a0, s0
    call vow_task_main_
    unimp
    .cfi_endproc
    .size vow_arch_task_start_, . - vow_arch_task_start_

/* int vow_arch_save(void **words): 0 now, 1 when vow_arch_jump comes here. Not used by code compiled with GCC. */
    function vow_arch_save
    for_each_saved store, a0
    store sp, VOW_ARCH_SAVE_WORDS - 1, a0
    li a0, 0
    ret
    .size vow_arch_save, . - vow_arch_save

/* _Noreturn void vow_arch_jump(void *words): the counterpart of vow_arch_save. */
    function vow_arch_jump
    for_each_saved load, a0
    load sp, VOW_ARCH_SAVE_WORDS - 1, a0
    li a0, 1
    ret
    .size vow_arch_jump, . - vow_arch_jump
