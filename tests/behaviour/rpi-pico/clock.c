/* SPDX-License-Identifier: MIT */
/* The clocks of the RP2040 against one another: SysTick counts the processor's, TIMER the crystal's microseconds. */
#include "../../harness/test.h"

#include <vow/board.h>
#include <vow/irq.h>

#define TIMER_NOW_US (*(volatile uint32_t *)0x40054028u)
#define SYST_CSR     (*(volatile uint32_t *)0xe000e010u)
#define SYST_RVR     (*(volatile uint32_t *)0xe000e014u)
#define SYST_CVR     (*(volatile uint32_t *)0xe000e018u)
enum { SYST_RUNS_WITHOUT_INTERRUPT = 5, SYST_MAX = 0xffffff };

static void wait_until_us(uint32_t time)
{
    while ((int32_t)(TIMER_NOW_US - time) < 0)
        continue;
}

/* Each wait ends some cycles after the microsecond began: at most a round of its loop. */
VOW_TEST(rp2040_core_runs_at_its_hz)
{
    const uintptr_t state = vow_irq_save();
    const uint32_t start = TIMER_NOW_US + 1;
    uint32_t cycles;

    SYST_RVR = SYST_MAX;
    SYST_CVR = 0;
    SYST_CSR = SYST_RUNS_WITHOUT_INTERRUPT;
    wait_until_us(start);
    cycles = SYST_CVR;
    wait_until_us(start + 100);
    cycles = (cycles - SYST_CVR) & SYST_MAX;
    SYST_CSR = 0;
    vow_irq_restore(state);
    EXPECT(cycles > vow_board_core_hz() / 10000 - 32);
    EXPECT(cycles < vow_board_core_hz() / 10000 + 32);
}

VOW_TEST(rp2040_masked_ticks_are_counted)
{
    vow_time before;
    uintptr_t state;

    vow_sleep_ms(1);
    before = vow_clock_now();
    state = vow_irq_save();
    wait_until_us(TIMER_NOW_US + 5000);
    vow_irq_restore(state);
    EXPECT_EQ(vow_clock_now() - before, vow_ticks_from_ms(5));
}

/* Handlers that come late shift no later tick: the ticks of 100 ms end less than a tick's tenth after it. */
VOW_TEST(rp2040_ticks_do_not_drift)
{
    uint32_t start;

    vow_sleep_ms(1);
    start = TIMER_NOW_US;
    for (int i = 0; i < 10; i++) {
        const uintptr_t state = vow_irq_save();

        wait_until_us(TIMER_NOW_US + 1300);
        vow_irq_restore(state);
        vow_sleep_ms(8);
    }
    EXPECT((TIMER_NOW_US - start + 50) % 1000 < 100);
}

VOW_TEST(rp2040_led_is_set_and_read)
{
    vow_board_led_set(~0u);
    EXPECT_EQ(vow_board_led_get(), 1);
    vow_board_led_set(0);
    EXPECT_EQ(vow_board_led_get(), 0);
}
