/* SPDX-License-Identifier: MIT */
/* An interrupt at every instruction of a switch: SysTick comes one cycle later in each round. */
#include "../../harness/injection_armv6m.h"
#include "systick.h"

enum { FIRST_CYCLES = 2, LAST_CYCLES = 1500 };

static unsigned cycles;

static void injection_start(void) { vow_test_systick_start(cycles, injection_arrived); }

static void injection_rounds(void (*round)(void))
{
    for (cycles = FIRST_CYCLES; cycles <= LAST_CYCLES; cycles++)
        round();
}

VOW_TEST(injection_at_every_instruction_of_the_switch) { injection_between_tasks(); }
VOW_TEST(injection_at_every_instruction_of_the_switch_to_the_loop_and_back) { injection_by_way_of_the_loop(); }
