/* SPDX-License-Identifier: MIT */
/* For drivers of watchdogs. */
#ifndef VOW_WATCHDOG_DRIVER_H
#define VOW_WATCHDOG_DRIVER_H

#include <vow/watchdog.h>

VOW_BEGIN_DECLARATIONS

/** The hardware runs: from now on it is fed every timeout_ms / 4, by the running loop.
 *  @param feed  makes the hardware wait for its whole time again
 *  @memory borrows watchdog and device   @context init, task   @suspends no */
void vow_watchdog_start(struct vow_watchdog *watchdog, void (*feed)(struct vow_watchdog *watchdog), void *device, uint32_t timeout_ms);

/** The first stage of hardware that has none, at each tick: whether seven eighths of the time are over since it was fed. Then it is fed once
 *  more, so that a report has the whole time.   @context isr   @suspends no */
bool vow_watchdog_is_late_from_isr(struct vow_watchdog *watchdog);

VOW_END_DECLARATIONS

#endif
