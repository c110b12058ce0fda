/* SPDX-License-Identifier: MIT */
/* A day of the board's simulated time: nothing drifts against the sum of the ticks that the board has let pass. */
#include "../../harness/script.h"

#include "../../../boards/native/native_board.h"

enum { DAY_MS = 24 * 60 * 60 * 1000, COUNT = 5 };
static const uint32_t periods_ms[COUNT] = { 20, 77, 1000, 60000, 3600000 };

static struct vow_interval intervals[COUNT];
static uint32_t runs[COUNT], wrong;
static vow_time start;
static uint64_t passed_before;

static vow_time passed(void) { return vow_native_passed() - passed_before; }

static void count_run(void *run)
{
    unsigned i = (unsigned)((uint32_t *)run - runs);

    runs[i]++;
    wrong += vow_clock_now() - start != (vow_time)runs[i] * periods_ms[i] || passed() != vow_clock_now() - start;
}

ASYNC(sleeps_all_day)
{
    for (unsigned i = 0; i < DAY_MS / 50; i++)
        vow_sleep_ms(50);
    wrong += vow_clock_now() - start != DAY_MS || passed() != DAY_MS;
    return VOW_UNDEFINED;
}

VOW_TEST(clock_a_day_does_not_drift)
{
    struct vow_promise *sleeper;

    vow_test_allow_ms(DAY_MS);
    wrong = 0;
    start = vow_clock_now();
    passed_before = vow_native_passed();
    sleeper = call(sleeps_all_day);
    for (unsigned i = 0; i < COUNT; i++) {
        runs[i] = 0;
        vow_interval_start_ms(&intervals[i], periods_ms[i], count_run, &runs[i]);
    }
    vow_sleep_ms(DAY_MS + 1); /* those due at the end of the day were started later */
    vow_await(sleeper);
    EXPECT_EQ(vow_clock_now() - start, DAY_MS + 1);
    EXPECT_EQ(passed(), DAY_MS + 1);
    for (unsigned i = 0; i < COUNT; i++) {
        EXPECT_EQ(runs[i], DAY_MS / periods_ms[i]);
        EXPECT(vow_interval_stop(&intervals[i]));
    }
    EXPECT_EQ(wrong, 0);
}
