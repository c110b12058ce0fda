/* SPDX-License-Identifier: MIT */
/* The end of a program on a RISC-V processor in an emulator, or under a debugger. */
#include <vow/board.h>
#include <vow/board_console.h>

/* Semihosting's SYS_EXIT_EXTENDED with ADP_Stopped_ApplicationExit; QEMU ends with `status`. The three instructions are
 * known together: they must not be compressed, nor lie on two pages (RISC-V semihosting 0.4, section 2). Where nobody
 * takes the ebreak it traps, to the loop behind it. */
void vow_board_exit(int status)
{
    vow_board_stdio_flush();
    const uintptr_t block[2] = {0x20026u, (uintptr_t)status & 255u};
    register uintptr_t operation __asm__("a0") = 0x20u;
    register const uintptr_t *argument __asm__("a1") = block;
    __asm__ volatile(".option push\n\t"
                     ".option norvc\n\t"
                     "csrci mstatus, 8\n\t"
                     "la t0, 1f\n\t"
                     "csrw mtvec, t0\n\t"
                     ".balign 16\n\t"
                     "slli zero, zero, 0x1f\n\t"
                     "ebreak\n\t"
                     "srai zero, zero, 7\n"
                     "1:\twfi\n\t"
                     "j 1b\n\t"
                     ".option pop"
                     : "+r"(operation) : "r"(argument) : "t0", "memory");
    __builtin_unreachable();
}
