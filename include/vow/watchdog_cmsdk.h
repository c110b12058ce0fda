/* SPDX-License-Identifier: MIT */
/* The watchdog of Arm's Cortex-M System Design Kit. For boards. */
#ifndef VOW_WATCHDOG_CMSDK_H
#define VOW_WATCHDOG_CMSDK_H

#include <vow/watchdog_driver.h>

VOW_BEGIN_DECLARATIONS

/* From the device's address: a write of anything ends the interrupt and begins the time anew. */
#define VOW_WATCHDOG_CMSDK_CLEAR 0x0c

/** Starts it: after timeout_ms without being fed it interrupts, after as long again it resets the board.
 *  @param device     the address of its registers
 *  @param counts_hz  the rate of its clock; timeout_ms * counts_hz / 1000 is less than 2^32
 *  @memory borrows watchdog   @context init, task   @suspends no */
void vow_watchdog_cmsdk_open(struct vow_watchdog *watchdog, void *device, uint32_t counts_hz, uint32_t timeout_ms);

VOW_END_DECLARATIONS

#endif
