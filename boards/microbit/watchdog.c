/* SPDX-License-Identifier: MIT */
/* WDT. QEMU 7.2 does not have it: what is written there does nothing. */
#include "microbit.h"

#include <vow/board_watchdog.h>
#include <vow/fault.h>
#include <vow/watchdog_nrf51.h>
#include <vow/watchdog_nvic.h>

#define WDT_REGISTERS ((void *)0x40010000u)

struct vow_watchdog vow_board_watchdog;

/* SWI5. */
enum { LATE_INTERRUPT = 25, FIRST_INTERRUPT = 16 };

void vow_board_watchdog_open(uint32_t timeout_ms) { vow_watchdog_nrf51_open(&vow_board_watchdog, WDT_REGISTERS, timeout_ms); }

void vow_microbit_watchdog_tick(void) { vow_watchdog_nvic_tick_from_isr(&vow_board_watchdog, LATE_INTERRUPT); }

const char *vow_hook_exception(unsigned number)
{
    return number == FIRST_INTERRUPT + LATE_INTERRUPT ? "the watchdog expired" : NULL;
}
