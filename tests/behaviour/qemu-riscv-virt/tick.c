/* SPDX-License-Identifier: MIT */
/* The tick of a CLINT whose counter the test moves: registers in RAM. */
#include "../../harness/test.h"

#include <vow/tick_clint.h>

enum { MTIMECMP = 0x4000 / 8, MTIME = 0xbff8 / 8, CLINT_WORDS = 0xc000 / 8 };
enum { MTIME_HZ = 32768, TICK_HZ = 1000, SECONDS = 5 };

static uint64_t clint[CLINT_WORDS];

/* A tick is 32.768 counts, and the low word of mtime runs over half-way. */
VOW_TEST(clint_tick_that_is_no_whole_number_of_counts)
{
    struct vow_tick_clint tick = { .base = (uintptr_t)clint, .mtime_hz = MTIME_HZ, .tick_hz = TICK_HZ };
    const uint64_t start = UINT32_MAX - (uint64_t)MTIME_HZ * SECONDS / 2;
    unsigned ticks = 0, wrong = 0;

    clint[MTIME] = start;
    vow_tick_clint_start(&tick);
    while (ticks < TICK_HZ * SECONDS) {
        wrong += clint[MTIMECMP] != start + (uint64_t)MTIME_HZ * (ticks + 1) / TICK_HZ;
        clint[MTIME] = clint[MTIMECMP];
        ticks += vow_tick_clint_handler(&tick);
    }
    EXPECT_EQ(wrong, 0);
    EXPECT(clint[MTIME] == start + (uint64_t)MTIME_HZ * SECONDS);
}

VOW_TEST(clint_ticks_that_were_missed_are_counted)
{
    struct vow_tick_clint tick = { .base = (uintptr_t)clint, .mtime_hz = MTIME_HZ, .tick_hz = TICK_HZ };

    clint[MTIME] = 0;
    vow_tick_clint_start(&tick);
    clint[MTIME] = MTIME_HZ - 1;
    EXPECT_EQ(vow_tick_clint_handler(&tick), TICK_HZ - 1);
    EXPECT_EQ(vow_tick_clint_handler(&tick), 0);
    clint[MTIME] = MTIME_HZ;
    EXPECT_EQ(vow_tick_clint_handler(&tick), 1);
}
