/* SPDX-License-Identifier: MIT */
/* native: a loop above the others is the handler of the least urgent of the simulated interrupts, on the stack that it
 * interrupts. While it runs, the program is not in a handler, and all other interrupts may arrive. */
#include "arch.h"

#include <limits.h>

#include <vow/native.h>

enum { VOW_NATIVE_ABOVE = 28 };

static void run_above(void) { vow_native_outside_handlers_(vow_loop_above_poll_); }

void vow_arch_above_start(void) { vow_native_connect(VOW_NATIVE_ABOVE, UINT_MAX - 1, run_above); }
void vow_arch_above_pend(void) { vow_native_raise(VOW_NATIVE_ABOVE); }
