/* SPDX-License-Identifier: MIT */
/* For assembly and C: what a trap leaves on the stack of handlers, in words. Below it, of a program that is told about, s0 to s11. */
#ifndef VOW_RISCV_TRAP_H
#define VOW_RISCV_TRAP_H

#define VOW_TRAP_RA 0
#define VOW_TRAP_T0 1 /* to t6 */
#define VOW_TRAP_A0 8 /* to a7 */
#define VOW_TRAP_MEPC 16
#define VOW_TRAP_MSTATUS 17
#define VOW_TRAP_MSCRATCH 18 /* what it becomes again; 0: a handler was stopped */
#define VOW_TRAP_SP 19       /* of who was interrupted */
#define VOW_TRAP_WORDS 20    /* multiples of 16 bytes */
#define VOW_TRAP_KEPT_WORDS 12

#endif
