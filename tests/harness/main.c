/* SPDX-License-Identifier: MIT */
/* Tests inside the first task of the board's loop. */
#include "test.h"

#include <vow/board.h>

VOW_LOOP_DEFINE(vow_main_loop, TEST_PROMISES, TEST_RECORDS, VOW_STACKS(TEST_STACKS, TEST_STACK_BYTES),
                VOW_STACKS(TEST_LARGE_STACKS, TEST_LARGE_STACK_BYTES));

static struct vow_timer watchdog;

/* A test that waits for what never comes must not stop the others: the runner goes on behind it. */
static void stuck(void *argument)
{
    (void)argument;
    vow_panic("test: still waiting after its time");
}

void vow_test_allow_ms(uint32_t more_ms) { vow_timer_start_ms(&watchdog, 60000 + more_ms, stuck, NULL); }

/* A macrotask later everything that the test set off has happened, rejection reports included. */
static void settle(void)
{
    vow_sleep_ms(1);
    vow_test_allow_ms(0);
}

int main(void)
{
    vow_test_allow_ms(0);
    vow_test_run_all(settle);
    vow_timer_stop(&watchdog);
    return 0;
}
