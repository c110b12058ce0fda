/* SPDX-License-Identifier: MIT */
/* The end of a program on a Cortex-M in an emulator, or under a debugger. */
#include <vow/board.h>
#include <vow/board_console.h>

/* Semihosting's SYS_EXIT_EXTENDED with ADP_Stopped_ApplicationExit; QEMU ends with `status`. */
void vow_board_exit(int status)
{
    vow_board_stdio_flush();
    const uint32_t block[2] = {0x20026u, (uint32_t)status & 255u};
    register uint32_t operation __asm__("r0") = 0x20u;
    register const uint32_t *argument __asm__("r1") = block;
    __asm__ volatile("cpsid i\n\tbkpt 0xab" : "+r"(operation) : "r"(argument) : "memory");
    for (;;)
        continue;
}
