/* SPDX-License-Identifier: MIT */
/* Stretches of known length. */
#include "mark.h"

void vow_bench_calibrate(void)
{
    for (int turn = 0; turn < VOW_BENCH_TURNS; turn++) {
        unsigned left = 100000;

        VOW_BENCH_BEGIN(calibration_nothing);
        VOW_BENCH_END(calibration_nothing);

        VOW_BENCH_BEGIN(calibration_five);
        __asm__ volatile("nop\n\tnop\n\tnop\n\tnop\n\tnop");
        VOW_BENCH_END(calibration_five);

        __asm__ volatile("" : "+l"(left));
        VOW_BENCH_BEGIN(calibration_loop);
        __asm__ volatile("1: subs %0, %0, #1\n\tbne 1b" : "+l"(left) : : "cc");
        VOW_BENCH_END(calibration_loop);
    }
}
