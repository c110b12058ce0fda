/* SPDX-License-Identifier: MIT */
/* One-shot timers. */
#include "../handlers.h"

#include <vow/oneshot.h>

#define CALLS(CALL) \
    CALL(vow_oneshot_delay, NULL, 0)

WRONG_CALLS_TEST(oneshot, CALLS)

VOW_TEST(handler_makes_no_call_of_oneshot) { oneshot_all(); }
