/* SPDX-License-Identifier: MIT */
/* WATCHDOG, whose tick is TIMER's (clocks.c), resets all but the oscillators. PSM: RP2040 Datasheet 2.13. */
#include "rpi-pico.h"

#include <vow/board_watchdog.h>
#include <vow/watchdog_rp2040.h>

#define WATCHDOG_REGISTERS ((void *)0x40058000u)
#define PSM_WDSEL RP2040_REGISTER(0x40010008u)
#define PSM_ALL_BUT_OSCILLATORS 0x1fffcu

struct vow_watchdog vow_board_watchdog;

void vow_board_watchdog_open(uint32_t timeout_ms)
{
    PSM_WDSEL = PSM_ALL_BUT_OSCILLATORS;
    vow_watchdog_rp2040_open(&vow_board_watchdog, WATCHDOG_REGISTERS, timeout_ms);
}
