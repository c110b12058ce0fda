/* SPDX-License-Identifier: MIT */
/* Watchdogs. */
#include "../handlers.h"

#include <vow/watchdog.h>

#define CALLS(CALL) \
    CALL(vow_watchdog_register, NULL, NULL, NULL, 0) \
    CALL(vow_watchdog_unregister, NULL, NULL) \
    CALL(vow_watchdog_alive, NULL)

WRONG_CALLS_TEST(watchdog, CALLS)

VOW_TEST(handler_makes_no_call_of_watchdog) { watchdog_all(); }
