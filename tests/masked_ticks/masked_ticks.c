/* SPDX-License-Identifier: MIT */
/* SysTick's clock beside the counter by which missed ticks are made up. */
#include "../harness/test.h"

#include <vow/board.h>
#include <vow/irq.h>
#include <vow/tick_systick.h>

enum { ROUNDS = 20, SLACK = 80, STEP = 8, TICKS = 5 };

static uint32_t period, began;
static vow_time start;
static uint32_t random_state = 1;

static uint32_t random_below(uint32_t limit)
{
    random_state = random_state * 1664525u + 1013904223u;
    return (uint32_t)((uint64_t)random_state * limit >> 32);
}

static void wait_cycles(uint32_t cycles)
{
    const uint32_t from = vow_board_cycles();

    while (vow_board_cycles() - from < cycles)
        continue;
}

static void wait_masked(uint32_t cycles)
{
    const uintptr_t state = vow_irq_save();

    wait_cycles(cycles);
    vow_irq_restore(state);
}

/* Where a tick has just begun. */
static void begin(void)
{
    period = vow_board_core_hz() / VOW_CONFIG_CLOCK_HZ;
    start = vow_clock_now();
    while (vow_clock_now() == start)
        continue;
    began = vow_board_cycles();
    start = vow_clock_now();
}

static bool clock_is_right(void)
{
    const uint32_t before = vow_board_cycles() - began;
    const vow_time ticks = vow_clock_now() - start;
    const uint32_t after = vow_board_cycles() - began;

    return ticks >= (before < SLACK ? 0 : (before - SLACK) / period) && ticks <= (after + SLACK) / period;
}

VOW_TEST(masked_ticks_are_made_up)
{
    begin();
    wait_masked(5 * period + period / 2);
    EXPECT_EQ(vow_clock_now() - start, 5);
}

VOW_TEST(masked_for_less_than_a_tick_counts_each_tick_once)
{
    unsigned wrong = 0;

    begin();
    for (unsigned i = 0; i < ROUNDS; i++) {
        wait_masked(random_below(period));
        wait_cycles(random_below(period / 4));
        wrong += !clock_is_right();
    }
    EXPECT_EQ(wrong, 0);
}

/* Where a tick ends just before interrupts are let in, and just afterwards. */
VOW_TEST(masked_up_to_the_end_of_a_tick)
{
    unsigned wrong = 0;

    for (uint32_t cycles = 0; cycles < 2 * SLACK; cycles += STEP) {
        begin();
        wait_masked(3 * period - SLACK + cycles);
        wrong += !clock_is_right();
        wait_cycles(period / 2);
        wrong += vow_clock_now() - start != 3;
    }
    EXPECT_EQ(wrong, 0);
}

VOW_TEST(masked_ticks_between_sleeps_do_not_drift)
{
    unsigned wrong = 0;

    begin();
    for (unsigned i = 0; i < ROUNDS; i++) {
        wait_masked(random_below(TICKS * period));
        vow_sleep_ms(random_below(4));
        wait_cycles(random_below(period));
        wrong += !clock_is_right();
    }
    EXPECT_EQ(wrong, 0);
}
