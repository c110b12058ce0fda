/* SPDX-License-Identifier: MIT */
/* The loop's clock in cycles. SysTick counts down; 0 is the first cycle of a tick (ARMv7-M Architecture Reference Manual B3.3). */
#include <vow/board_systick.h>
#include <vow/irq.h>
#include <vow/loop.h>

#define ICSR     (*(volatile uint32_t *)0xe000ed04u)
#define SYST_RVR (*(volatile uint32_t *)0xe000e014u)
#define SYST_CVR (*(volatile uint32_t *)0xe000e018u)
#define ICSR_PENDSTSET (1u << 26)

/* A tick that is pending is not in the loop's clock yet. The counter is read again then: it may have been read before the tick. */
uint32_t vow_board_systick_cycles(void)
{
    const uintptr_t state = vow_irq_save();
    const uint32_t period = SYST_RVR + 1;
    uint32_t ticks = vow_main_loop.ticks_low, left = SYST_CVR;

    if (ICSR & ICSR_PENDSTSET) {
        ticks++;
        left = SYST_CVR;
    }
    vow_irq_restore(state);
    return ticks * period + (left ? period - left : 0);
}
