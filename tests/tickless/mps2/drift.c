/* SPDX-License-Identifier: MIT */
/* Against a clock that is not Vow's: FPGAIO counts hundredths of a second (AN385, 4.1; AN505, 4.1). */
#include "../idle.h"

#if __ARM_ARCH >= 8
#define FPGAIO_CLK100HZ (*(volatile uint32_t *)0x50302014u)
#else
#define FPGAIO_CLK100HZ (*(volatile uint32_t *)0x40028014u)
#endif
enum { HOURS = 24 };

/* Where a hundredth ends. */
static uint32_t hundredth(void)
{
    const uint32_t last = FPGAIO_CLK100HZ;

    while (FPGAIO_CLK100HZ == last)
        continue;
    return last + 1;
}

VOW_TEST(tickless_a_day_beside_another_clock)
{
    uint32_t from;
    vow_time start;

    vow_test_allow_ms((HOURS + 1) * 3600000u);
    from = hundredth();
    start = vow_clock_now();
    idles = 0;
    for (unsigned i = 0; i < HOURS; i++) {
        vow_time ticks;
        uint32_t now;

        vow_sleep_ms(3600000);
        now = hundredth();
        ticks = vow_clock_now() - start;
        EXPECT(ticks + 1 >= (now - from) * 10);
        EXPECT(ticks <= (now - from) * 10 + 1);
    }
    EXPECT(idles < HOURS * 200);
}
