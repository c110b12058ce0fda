/* SPDX-License-Identifier: MIT */
/* The watchdog of the always-on domain, at the board's oscillator. QEMU 7.2 does not have it. */
#include <vow/board_watchdog.h>
#include <vow/watchdog_sifive.h>

#include "hifive1.h"

enum { LOW_FREQUENCY_HZ = 32768 };

struct vow_watchdog vow_board_watchdog;

void vow_board_watchdog_open(uint32_t timeout_ms)
{
    vow_watchdog_sifive_open(&vow_board_watchdog, AON_REGISTERS, LOW_FREQUENCY_HZ, timeout_ms);
}
