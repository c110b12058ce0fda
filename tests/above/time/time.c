/* SPDX-License-Identifier: MIT */
/* The clock of a loop above, also where the loop below sleeps without ticks: it sleeps for both. */
#include "../../harness/script.h"

#include <vow/above.h>

VOW_LOOP_DEFINE(sleeping_loop, 4, 2, VOW_STACKS(1, TEST_STACK_BYTES));

static vow_time woken;

ASYNC(sleeper)
{
    vow_sleep_ms(3);
    woken = vow_clock_now();
    return VOW_UNDEFINED;
}

VOW_TEST(above_has_the_clock_of_the_loop_below)
{
    vow_time start;

    vow_sleep_ms(5);
    woken = 0;
    start = vow_clock_now();
    vow_loop_run_above(&sleeping_loop, &sleeping_loop_config, &sleeper_fn, NULL, 0);
    vow_sleep_ms(10);
    EXPECT_EQ(woken - start, 3);
}
