/* SPDX-License-Identifier: MIT */
/* The end of a program. The emulator ends with `status`, a debugger stops. */
#include "rpi-pico.h"

#include <vow/board.h>
#include <vow/board_console.h>

bool vow_rp2040_ended;

/* Semihosting's SYS_EXIT_EXTENDED with ADP_Stopped_ApplicationExit. Without a debugger the BKPT is a HardFault, whose report
 * comes back here: nothing of it is printed, and the second call stops. */
void vow_board_exit(int status)
{
    if (!vow_rp2040_ended) {
        vow_board_stdio_flush();
        vow_rp2040_ended = true;
        const uint32_t block[2] = {0x20026u, (uint32_t)status & 255u};
        register uint32_t operation __asm__("r0") = 0x20u;
        register const uint32_t *argument __asm__("r1") = block;
        __asm__ volatile("cpsid i\n\tbkpt 0xab" : "+r"(operation) : "r"(argument) : "memory");
    }
    for (;;)
        __asm__ volatile("cpsid i\n\twfi" : : : "memory");
}
