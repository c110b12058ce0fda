/* SPDX-License-Identifier: MIT */
/* The watchdog, which has the registers of Arm's: LM3S6965 Microcontroller data sheet, "Watchdog Timer". Nobody handles its interrupt, so that ends
 * in a report, in which it stays pending: when the time is over again the chip resets. Without ticks it is the clock's count. */
#include "clock_gates.h"

#include <vow/board.h>
#include <vow/board_watchdog.h>
#include <vow/fault.h>
#include <vow/irq_controller.h>
#include <vow/watchdog_cmsdk.h>

#if !VOW_CONFIG_TICKLESS
#define WATCHDOG_REGISTERS ((void *)0x40000000u)

enum { WATCHDOG_INTERRUPT = 18, FIRST_INTERRUPT = 16 };

struct vow_watchdog vow_board_watchdog;

void vow_board_watchdog_open(uint32_t timeout_ms)
{
    vow_lm3s6965_start_watchdog_clock();
    vow_watchdog_cmsdk_open(&vow_board_watchdog, WATCHDOG_REGISTERS, vow_board_core_hz(), timeout_ms);
    vow_irq_enable(WATCHDOG_INTERRUPT, VOW_IRQ_MOST_URGENT);
}

const char *vow_hook_exception(unsigned number)
{
    return number == FIRST_INTERRUPT + WATCHDOG_INTERRUPT ? "the watchdog expired" : NULL;
}
#endif
