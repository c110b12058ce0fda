/* SPDX-License-Identifier: MIT */
/* The first stage of a watchdog that has none, on a Cortex-M: an interrupt of no device. For boards. */
#ifndef VOW_WATCHDOG_NVIC_H
#define VOW_WATCHDOG_NVIC_H

#include <vow/watchdog_driver.h>

VOW_BEGIN_DECLARATIONS

/** At each tick, by its handler: a watchdog that has not been fed ends in a report. It is that of an interrupt that nobody handles, which is
 *  as urgent as the tick, so who left no turn is told with its PC; or it names another interrupt, which is pending at each tick.
 *  @param number  of an interrupt that no device raises and nobody handles, less than 32; what it stands for is vow_hook_exception's to say
 *  @context isr   @suspends no */
void vow_watchdog_nvic_tick_from_isr(struct vow_watchdog *watchdog, unsigned number);

VOW_END_DECLARATIONS

#endif
