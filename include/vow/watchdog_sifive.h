/* SPDX-License-Identifier: MIT */
/* The watchdog of SiFive's FE310, in its always-on domain. For boards. */
#ifndef VOW_WATCHDOG_SIFIVE_H
#define VOW_WATCHDOG_SIFIVE_H

#include <vow/watchdog_driver.h>

VOW_BEGIN_DECLARATIONS

/** Starts it: after timeout_ms without being fed it resets the chip.
 *  @param device      the address of the registers of AON
 *  @param counts_hz   the rate of the low-frequency clock; timeout_ms * counts_hz is less than 2^32
 *  @memory borrows watchdog   @context init, task   @suspends no */
void vow_watchdog_sifive_open(struct vow_watchdog *watchdog, void *device, uint32_t counts_hz, uint32_t timeout_ms);

/** Lets it reset the chip after `counts` of the low-frequency clock, for a board without another reset.
 *  @param counts  1 to 2^30   @context any */
void vow_watchdog_sifive_reset_after(void *device, uint32_t counts);

VOW_END_DECLARATIONS

#endif
