/* SPDX-License-Identifier: MIT */
/* x86-64 System V: the context switch. Callee-saved registers only (psABI 3.2.1), among them the control bits of MXCSR and the x87
 * control word: a task's rounding mode is its own. The status bits are nobody's in a call. Those of the x87 are cleared, because a
 * control word that unmasks an exception which one of them shows would raise it (Intel SDM, volume 2, FLDCW). */
#include <vow/arch.h>

    .intel_syntax noprefix

    .macro function name
    .text
    .balign 16
    .global \name
    .type \name, @function
\name:
    .endm

/* void vow_native_switch_(struct vow_arch_context *from, struct vow_arch_context *to) */
    function vow_native_switch_
    .cfi_startproc
    .irp register, rbp, rbx, r12, r13, r14, r15
    push \register
    .cfi_adjust_cfa_offset 8
    .cfi_rel_offset \register, 0
    .endr
    sub rsp, 8
    .cfi_adjust_cfa_offset 8
    stmxcsr [rsp]
    fnstcw [rsp+4]
    fnclex
    mov [rdi], rsp
    mov rsp, [rsi]
    ldmxcsr [rsp]
    fldcw [rsp+4]
    add rsp, 8
    .cfi_adjust_cfa_offset -8
    .irp register, r15, r14, r13, r12, rbx, rbp
    pop \register
    .cfi_adjust_cfa_offset -8
    .cfi_restore \register
    .endr
    ret
    .cfi_endproc

/* The first return address of a task: r12 holds the argument (context.c). `ret` has left the stack pointer at the top, which is
 * aligned to 16, as a call needs it. */
    function vow_arch_task_start_
    .cfi_startproc
    .cfi_undefined rip          /* for debuggers: the outermost frame of a task's stack */
    mov rdi, r12
    call vow_native_task_start_@PLT
    ud2
    .cfi_endproc

/* int vow_arch_save(void **words): 0 now, 1 when vow_arch_jump comes here. Not used by code compiled with GCC. */
    function vow_arch_save
    mov [rdi], rbx
    mov [rdi+8], rbp
    mov [rdi+16], r12
    mov [rdi+24], r13
    mov [rdi+32], r14
    mov [rdi+40], r15
    lea rax, [rsp+8]
    mov [rdi+48], rax
    mov rax, [rsp]
    mov [rdi+8*(VOW_ARCH_SAVE_WORDS-1)], rax
    xor eax, eax
    ret

/* _Noreturn void vow_arch_jump(void *words): the counterpart of vow_arch_save. */
    function vow_arch_jump
    mov rbx, [rdi]
    mov rbp, [rdi+8]
    mov r12, [rdi+16]
    mov r13, [rdi+24]
    mov r14, [rdi+32]
    mov r15, [rdi+40]
    mov rsp, [rdi+48]
    mov eax, 1
    jmp [rdi+8*(VOW_ARCH_SAVE_WORDS-1)]

    .section .note.GNU-stack, "", @progbits
