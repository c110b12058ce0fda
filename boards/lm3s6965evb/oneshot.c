/* SPDX-License-Identifier: MIT */
/* Timer 0, interrupt 19. The count comes from elsewhere, at the same clock, because QEMU 7.2 does not let a timer of this chip be read: from
 * SysTick, and without ticks from the watchdog, which neither interrupts nor resets. Its registers: LM3S6965 Microcontroller data sheet,
 * "Watchdog Timer". */
#include "clock_gates.h"

#include <vow/board.h>
#include <vow/board_oneshot.h>
#include <vow/board_systick.h>
#include <vow/irq.h>
#include <vow/irq_controller.h>
#include <vow/oneshot_gptm.h>

#define SYSCTL_RCGC1 (*(volatile uint32_t *)0x400fe104u)
#define RCGC1_TIMER0 (1u << 16)
#define TIMER0_REGISTERS ((void *)0x40030000u)

enum { TIMER0_A_INTERRUPT = 19 };

void vow_irq19_handler(void);

#if VOW_CONFIG_TICKLESS
#define WATCHDOG_LOAD    (*(volatile uint32_t *)0x40000000u)
#define WATCHDOG_VALUE   (*(volatile uint32_t *)0x40000004u)
#define WATCHDOG_CONTROL (*(volatile uint32_t *)0x40000008u)
#define WATCHDOG_CLEAR   (*(volatile uint32_t *)0x4000000cu)
#define WATCHDOG_RAW_INTERRUPT (*(volatile uint32_t *)0x40000010u)
#define WATCHDOG_CONTROL_COUNT 1u /* INTEN: the NVIC lets no interrupt of it through */

static uint32_t before; /* counts before the watchdog was loaded the last time */

/* Every 86 seconds its interrupt is cleared, which loads it again; otherwise it might stop when it gets there the second time. That may lose
 * up to 4 counts: less than a tick in ten days. */
static uint32_t cycles(void)
{
    const uintptr_t state = vow_irq_save();
    uint32_t left = WATCHDOG_VALUE, count;

    if (WATCHDOG_RAW_INTERRUPT) {
        left = WATCHDOG_VALUE;
        WATCHDOG_CLEAR = 1;
        before += ~left;
        left = UINT32_MAX;
    }
    count = before + ~left;
    vow_irq_restore(state);
    return count;
}

static void start_count(void)
{
    vow_lm3s6965_start_watchdog_clock();
    WATCHDOG_LOAD = UINT32_MAX;
    WATCHDOG_CONTROL = WATCHDOG_CONTROL_COUNT;
}
#else
static uint32_t cycles(void) { return vow_board_systick_cycles(); }
static void start_count(void) { }
#endif

static struct vow_oneshot_gptm timer0 = { TIMER0_REGISTERS, cycles };
struct vow_oneshot vow_board_alarm;

void vow_board_alarm_open(void)
{
    start_count();
    SYSCTL_RCGC1 |= RCGC1_TIMER0;
    (void)SYSCTL_RCGC1; /* a module may be used 3 clocks after its own starts */
    vow_oneshot_gptm_open(&vow_board_alarm, &vow_main_loop, &timer0, vow_board_core_hz());
    vow_irq_enable(TIMER0_A_INTERRUPT, VOW_IRQ_NORMAL);
}

void vow_irq19_handler(void) { vow_oneshot_gptm_handler(&vow_board_alarm); }
