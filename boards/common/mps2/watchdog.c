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

/* The report has the whole time once more. Nothing but r0 changes, for the default handler tells who was interrupted. */
void vow_nmi_handler(void);
__attribute__((naked)) void vow_nmi_handler(void)
{
    __asm__ volatile("ldr r0, =%c0\n\tstr r0, [r0]\n\tb vow_default_handler\n\t.pool"
                     : : "i"(WATCHDOG_REGISTERS + VOW_WATCHDOG_CMSDK_CLEAR));
}
