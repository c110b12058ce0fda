/* SPDX-License-Identifier: MIT */
/* The watchdog of Nordic's nRF51. For boards. */
#ifndef VOW_WATCHDOG_NRF51_H
#define VOW_WATCHDOG_NRF51_H

#include <vow/watchdog_driver.h>

VOW_BEGIN_DECLARATIONS

/** Starts it, for good: after timeout_ms without being fed it resets the chip. It counts in sleep, and stands while a debugger has
 *  stopped the processor.
 *  @param device      the address of the registers of WDT
 *  @param timeout_ms  up to 131,000
 *  @memory borrows watchdog   @context init, task   @suspends no */
void vow_watchdog_nrf51_open(struct vow_watchdog *watchdog, void *device, uint32_t timeout_ms);

VOW_END_DECLARATIONS

#endif
