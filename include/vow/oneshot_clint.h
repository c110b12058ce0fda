/* SPDX-License-Identifier: MIT */
/* The machine timer of RISC-V as a one-shot timer, beside the tick that <vow/tick_clint.h> makes of the same one. For boards. */
#ifndef VOW_ONESHOT_CLINT_H
#define VOW_ONESHOT_CLINT_H

#include <vow/oneshot_driver.h>
#include <vow/tick_clint.h>

VOW_BEGIN_DECLARATIONS

/** Opens it: the only comparison is set to the earlier one of the tick and the deadline.
 *  @param tick  runs already, or its `next` is UINT64_MAX, and it never runs; the low word of mtime is the count, at mtime_hz
 *  @memory borrows all   @context init, task   @suspends no */
void vow_oneshot_clint_open(struct vow_oneshot *oneshot, struct vow_loop *loop, struct vow_tick_clint *tick);

/** The body of the handler; vow_tick_clint_handler, for the same interrupt, comes before it, if there is a tick.   @context isr */
void vow_oneshot_clint_handler(struct vow_oneshot *oneshot);

VOW_END_DECLARATIONS

#endif
