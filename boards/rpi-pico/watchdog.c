/* SPDX-License-Identifier: MIT */
/* WATCHDOG, whose tick is TIMER's (clocks.c), resets all but the oscillators. PSM: RP2040 Datasheet 2.13. */
#include "rpi-pico.h"

#include <vow/board_watchdog.h>
#include <vow/fault.h>
#include <vow/watchdog_nvic.h>
#include <vow/watchdog_rp2040.h>

#define WATCHDOG_REGISTERS ((void *)0x40058000u)
#define PSM_WDSEL RP2040_REGISTER(0x40010008u)
#define PSM_ALL_BUT_OSCILLATORS 0x1fffcu

/* 26 to 31 have no device: RP2040 Datasheet 2.3.2. */
enum { LATE_INTERRUPT = 31, FIRST_INTERRUPT = 16 };

struct vow_watchdog vow_board_watchdog;

void vow_board_watchdog_open(uint32_t timeout_ms)
{
    PSM_WDSEL = PSM_ALL_BUT_OSCILLATORS;
    vow_watchdog_rp2040_open(&vow_board_watchdog, WATCHDOG_REGISTERS, timeout_ms);
}

void vow_rp2040_watchdog_tick(void) { vow_watchdog_nvic_tick_from_isr(&vow_board_watchdog, LATE_INTERRUPT); }

const char *vow_hook_exception(unsigned number)
{
    return number == FIRST_INTERRUPT + LATE_INTERRUPT ? "the watchdog expired" : NULL;
}
