/* SPDX-License-Identifier: MIT */
/* A loop above the others; on RISC-V it takes the interrupt of the tests. */
#include "../handlers.h"

#include <vow/above.h>

#define CALLS(CALL) \
    CALL(vow_loop_run_above, NULL, NULL, NULL, NULL, 0)

WRONG_CALLS_TEST(above, CALLS)

VOW_TEST(handler_makes_no_call_of_above) { above_all(); }
