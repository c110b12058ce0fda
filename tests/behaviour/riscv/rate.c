/* SPDX-License-Identifier: MIT */
/* The rate of the tick: mtime counts at 10 MHz on every board in QEMU. */
#include "../../harness/riscv_timer.h"

VOW_TEST(tick_is_a_millisecond_of_mtime)
{
    uint32_t start;

    vow_sleep_ms(1);
    start = RISCV_MTIME_LOW;
    vow_sleep_ms(50);
    EXPECT_EQ((RISCV_MTIME_LOW - start + 5000) / 10000, 50);
}
