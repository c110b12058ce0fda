/* SPDX-License-Identifier: MIT */
/* WDT. QEMU 7.2 does not have it: what is written there does nothing. */
#include <vow/board_watchdog.h>
#include <vow/watchdog_nrf51.h>

#define WDT_REGISTERS ((void *)0x40010000u)

struct vow_watchdog vow_board_watchdog;

void vow_board_watchdog_open(uint32_t timeout_ms) { vow_watchdog_nrf51_open(&vow_board_watchdog, WDT_REGISTERS, timeout_ms); }
