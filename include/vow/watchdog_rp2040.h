/* SPDX-License-Identifier: MIT */
/* The RP2040's watchdog. For boards. */
#ifndef VOW_WATCHDOG_RP2040_H
#define VOW_WATCHDOG_RP2040_H

#include <vow/watchdog_driver.h>

VOW_BEGIN_DECLARATIONS

/* The 24 bits of its counter, twice a microsecond. */
#define VOW_WATCHDOG_RP2040_LONGEST_MS 8388u

/** Starts it: after timeout_ms without being fed it resets what the board has chosen in PSM's WDSEL. It stands while a debugger has
 *  stopped a processor.
 *  @param device      the address of the registers of WATCHDOG, whose tick comes every microsecond
 *  @param timeout_ms  rounded down to a multiple of 4; with more than VOW_WATCHDOG_RP2040_LONGEST_MS it is as if it were that
 *  @memory borrows watchdog   @context init, task   @suspends no */
void vow_watchdog_rp2040_open(struct vow_watchdog *watchdog, void *device, uint32_t timeout_ms);

VOW_END_DECLARATIONS

#endif
