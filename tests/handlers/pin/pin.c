/* SPDX-License-Identifier: MIT */
/* Pins. */
#include "../handlers.h"

#include <vow/pin.h>

#define CALLS(CALL) \
    CALL(vow_pin_init, NULL, NULL, 0) \
    CALL(vow_pin_edge, NULL) \
    CALL(vow_pin_level, NULL)

WRONG_CALLS_TEST(pin, CALLS)

VOW_TEST(handler_makes_no_call_of_pin) { pin_all(); }
