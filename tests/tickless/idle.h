/* SPDX-License-Identifier: MIT */
/* What the sleeps of a test were. */
#ifndef VOW_TESTS_IDLE_H
#define VOW_TESTS_IDLE_H

#include "../harness/script.h"

#include <vow/board_oneshot.h>

extern unsigned idles;          /* calls of vow_hook_idle */
extern vow_time idle_deadline;  /* of the last one */

static inline uint32_t counts_a_tick(void) { return vow_oneshot_counts_hz(&vow_board_oneshot) / VOW_CONFIG_CLOCK_HZ; }

#endif
