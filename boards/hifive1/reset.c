/* SPDX-License-Identifier: MIT */
/* The watchdog of the always-on domain is the only way to reset the chip: FE310-G000 Manual v3p1, chapter "Watchdog Timer (WDT)".
 * QEMU 7.2 does not have it: there the program stops. */
#include <vow/board.h>
#include <vow/irq.h>

#define WDOGCFG (*(volatile uint32_t *)0x10000000u)
#define WDOGKEY (*(volatile uint32_t *)0x1000001cu)
#define WDOGCMP (*(volatile uint32_t *)0x10000020u)
#define KEY     0x51f15eu /* before each write */
#define CFG_RESETS        (1u << 8)
#define CFG_COUNTS_ALWAYS (1u << 12)

void vow_board_reset(void)
{
    vow_irq_save();
    WDOGKEY = KEY;
    WDOGCMP = 1;
    WDOGKEY = KEY;
    WDOGCFG = CFG_RESETS | CFG_COUNTS_ALWAYS;
    for (;;)
        continue;
}
