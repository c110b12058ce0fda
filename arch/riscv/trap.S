/* SPDX-License-Identifier: MIT */
/* Reset, and the one entry of all traps (privileged ISA, chapter 3.1: mtvec in direct mode).
 *
 * Handlers run on a stack of their own. mscratch holds its top while it is free and 0 while a handler runs, which is
 * what vow_arch_handler asks. Handlers are entered with interrupts masked; one that lets others interrupt it, as the interrupt controller's driver
 * does, narrows mie, sets mstatus.MIE and takes both back before it returns: mepc and mstatus are kept here. */
#include "trap.h"
#include "word.h"

    .equ FRAME_BYTES, VOW_TRAP_WORDS * __riscv_xlen / 8
    .equ KEPT_BYTES, VOW_TRAP_KEPT_WORDS * __riscv_xlen / 8

    .macro for_each_scratch verb
    \verb ra, VOW_TRAP_RA, sp
    .irp n, 1, 2, 3, 4, 5, 6
    \verb t\n, VOW_TRAP_T0 + \n, sp
    .endr
    .irp n, 0, 1, 2, 3, 4, 5, 6, 7
    \verb a\n, VOW_TRAP_A0 + \n, sp
    .endr
    .endm
    .macro for_each_kept verb
    .irp n, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11
    \verb s\n, \n, sp
    .endr
    .endm

    /* For debuggers, once the frame is complete. */
    .macro unwind register, index, base
    .cfi_offset \register, (\index) * __riscv_xlen / 8
    .endm

    function vow_trap_entry
    .cfi_startproc
    .cfi_signal_frame
    .cfi_return_column mepc
    .cfi_undefined mepc
    csrrw sp, mscratch, sp
    bnez sp, 1f
    csrr sp, mcause
    bltz sp, 4f
    la sp, vow_link_main_stack_top  /* a handler has faulted, perhaps as its stack is full: nobody comes back to the loop's */
    addi sp, sp, -FRAME_BYTES
    store t0, VOW_TRAP_T0, sp
    csrrw t0, mscratch, zero
    store zero, VOW_TRAP_MSCRATCH, sp
    j 2f
4:  csrrw sp, mscratch, zero    /* a handler was interrupted: its stack goes on */
    addi sp, sp, -FRAME_BYTES
    store t0, VOW_TRAP_T0, sp
    store zero, VOW_TRAP_MSCRATCH, sp
    addi t0, sp, FRAME_BYTES
    j 2f
1:  addi sp, sp, -FRAME_BYTES
    store t0, VOW_TRAP_T0, sp
    addi t0, sp, FRAME_BYTES
    store t0, VOW_TRAP_MSCRATCH, sp
    csrrw t0, mscratch, zero
2:  store t0, VOW_TRAP_SP, sp
#if !defined VOW_RISCV_NO_LR_SC && __riscv_xlen == 64
    sc.d zero, zero, (sp)       /* an LR that was interrupted is forgotten; a word of the frame, written below */
#elif !defined VOW_RISCV_NO_LR_SC
    sc.w zero, zero, (sp)
#endif
    for_each_scratch store
    csrr t0, mepc
    store t0, VOW_TRAP_MEPC, sp
    csrr t1, mstatus
    store t1, VOW_TRAP_MSTATUS, sp
    for_each_scratch unwind
    unwind t0, VOW_TRAP_T0, sp
    unwind mepc, VOW_TRAP_MEPC, sp
    unwind sp, VOW_TRAP_SP, sp

    csrr a0, mcause
    mv a1, t0
    bltz a0, 3f
    csrr a2, mtval
    addi sp, sp, -KEPT_BYTES    /* struct stopped of exception.c */
    for_each_kept store
    mv a3, sp
    tail vow_default_handler_
3:  andi a0, a0, 15
    la t0, vow_local_vectors
#if __riscv_xlen == 64
    slli t1, a0, 3
#else
    slli t1, a0, 2
#endif
    add t0, t0, t1
    load t0, 0, t0
    jalr t0

    .global vow_trap_return_
vow_trap_return_:
    csrci mstatus, 8
    load t0, VOW_TRAP_MEPC, sp
    csrw mepc, t0
    load t0, VOW_TRAP_MSTATUS, sp
    csrw mstatus, t0
    load t0, VOW_TRAP_MSCRATCH, sp
    csrw mscratch, t0
    for_each_scratch load
    load t0, VOW_TRAP_T0, sp
    load sp, VOW_TRAP_SP, sp
    mret
    .cfi_endproc
    .size vow_trap_entry, . - vow_trap_entry

/* The first instruction of the image. Other harts sleep for ever: mie is 0 after reset, and WFI may end for no reason. */
    .section .vow_reset, "ax", %progbits
    .global vow_reset
    .type vow_reset, %function
vow_reset:
    .cfi_startproc
    .cfi_undefined ra
    csrw mie, zero
    csrci mstatus, 8
    csrr t0, mhartid
    beqz t0, 5f
4:  wfi
    j 4b
5:  .option push
    .option norelax
    la gp, __global_pointer$
    .option pop
    la tp, __tls_base           /* one copy of thread-local data, errno for one, that all tasks share */
    la sp, vow_link_main_stack_top
    la t0, vow_link_interrupt_stack_top
    csrw mscratch, t0
    la t0, vow_trap_entry
    csrw mtvec, t0
    call vow_reset_handler
    .cfi_endproc
    .size vow_reset, . - vow_reset
