/* SPDX-License-Identifier: MIT */
/* What the loop's sleep rests on: WFI ends on an interrupt that PRIMASK holds back, whichever it is (ARMv6-M ARM, B1.5.17), and
 * an alarm of TIMER comes when its time has come. */
#include "../../harness/test.h"
#include "systick.h"

#include <vow/irq.h>
#include <vow/irq_controller.h>

#define TIMER_ALARM2 (*(volatile uint32_t *)0x40054018u)
#define TIMER_NOW_US (*(volatile uint32_t *)0x40054028u)
#define TIMER_INTR   (*(volatile uint32_t *)0x40054034u)
#define TIMER_INTE   (*(volatile uint32_t *)0x40054038u)
#define ICSR         (*(volatile uint32_t *)0xe000ed04u)
#define ICSR_PENDSTSET (1u << 26)
enum { ALARM_2 = 1 << 2, ALARM_2_INTERRUPT = 2, CYCLES_A_US = 125 };

static volatile unsigned alarms, systicks;
static volatile uint32_t alarm_time;

void vow_irq2_handler(void);

void vow_irq2_handler(void)
{
    alarm_time = TIMER_NOW_US;
    TIMER_INTR = ALARM_2;
    alarms++;
}

static void count_systick(const uint32_t *frame)
{
    (void)frame;
    systicks++;
}

static uint32_t start_alarm(uint32_t us)
{
    const uint32_t time = TIMER_NOW_US + us;

    alarms = 0;
    TIMER_INTE |= ALARM_2;
    vow_irq_enable(ALARM_2_INTERRUPT, VOW_IRQ_NORMAL);
    TIMER_ALARM2 = time;
    return time;
}

VOW_TEST(wfi_ends_and_the_handler_waits)
{
    const uintptr_t state = vow_irq_save();
    const uint32_t time = start_alarm(200);

    while ((int32_t)(TIMER_NOW_US - time) < 0)
        __asm__ volatile("wfi"); /* the tick may end it, too */
    EXPECT_EQ(alarms, 0);
    vow_irq_restore(state);
    EXPECT_EQ(alarms, 1);
}

VOW_TEST(wfi_ends_on_systick)
{
    const uintptr_t state = vow_irq_save();
    const uint32_t start = TIMER_NOW_US;

    systicks = 0;
    vow_test_systick_start(100 * CYCLES_A_US, count_systick);
    while (TIMER_NOW_US - start < 90)
        EXPECT(!(ICSR & ICSR_PENDSTSET));
    while (TIMER_NOW_US - start < 99)
        __asm__ volatile("wfi");
    EXPECT_EQ(systicks, 0);
    vow_irq_restore(state);
    EXPECT_EQ(systicks, 1);
    EXPECT(TIMER_NOW_US - start < 1000 / 2);
}

/* At each of the microsecond's 125 cycles, two by two. */
VOW_TEST(alarm_is_never_early)
{
    for (unsigned i = 0; i < CYCLES_A_US; i += 2) {
        uint32_t time = TIMER_NOW_US;

        while (time == TIMER_NOW_US)
            continue;
        for (unsigned n = 0; n < i; n += 2)
            __asm__ volatile("nop\n\tnop");
        time = start_alarm(10);
        while (!alarms)
            continue;
        EXPECT((int32_t)(alarm_time - time) >= 0);
    }
}
