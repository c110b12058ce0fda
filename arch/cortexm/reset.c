/* SPDX-License-Identifier: MIT */
/* A reset by the processor's own register (ARMv6-M ARM, B3.2.6; ARMv7-M ARM, B3.2.6): RAM is kept, unless the chip says otherwise. */
#include <vow/board.h>

#define AIRCR (*(volatile uint32_t *)0xe000ed0cu)
#define AIRCR_KEY         (0x5fau << 16)
#define AIRCR_SYSRESETREQ (1u << 2)

void vow_board_reset(void)
{
    __asm__ volatile("cpsid i\n\tdsb" : : : "memory");
    AIRCR = AIRCR_KEY | AIRCR_SYSRESETREQ;
    for (;;)
        continue;
}
