/* SPDX-License-Identifier: MIT */
/* An interrupt at every cycle of a switch: SysTick comes one cycle later in each round. */
#include "../../harness/injection_armv6m.h"
#include "systick.h"

enum { FIRST_CYCLES = 2, LAST_CYCLES = 1500 };

static unsigned cycles;

static void injection_start(void)
{
    vow_test_systick_start(cycles, injection_handler);
    injection_phase = DURING;
}

/* Each round switches from one task to another, to the main task and back, and by way of the loop's stack. */
VOW_TEST(injection_at_every_cycle_of_a_switch)
{
    injection_begin();
    for (cycles = FIRST_CYCLES; cycles <= LAST_CYCLES; cycles++)
        injection_round();
    injection_expect(100);
}
