/* SPDX-License-Identifier: MIT */
/* The watchdog, clocked with the processor; its interrupt is the NMI. */
#include "mps2.h"

#include <vow/board_watchdog.h>
#include <vow/fault.h>
#include <vow/watchdog_cmsdk.h>

struct vow_watchdog vow_board_watchdog;

void vow_board_watchdog_open(uint32_t timeout_ms)
{
    vow_watchdog_cmsdk_open(&vow_board_watchdog, (void *)WATCHDOG_REGISTERS, CORE_HZ, timeout_ms);
}

const char *vow_hook_exception(unsigned number) { return number == 2 ? "the watchdog expired" : NULL; }

static unsigned char has_expired;

/* The report has the whole time once more; if it does not end in that either, the interrupt stands, and the device resets when the time
 * is over again. r4 to r11 do not change, for the default handler tells who was interrupted. */
void vow_nmi_handler(void);
__attribute__((naked)) void vow_nmi_handler(void)
{
    __asm__ volatile("ldr r0, =%c0\n\tldrb r1, [r0]\n\tcbnz r1, 1f\n\t"
                     "movs r1, #1\n\tstrb r1, [r0]\n\tldr r0, =%c1\n\tstr r0, [r0]\n"
                     "1:\tb vow_default_handler\n\t.pool"
                     : : "i"(&has_expired), "i"(WATCHDOG_REGISTERS + VOW_WATCHDOG_CMSDK_CLEAR));
}
