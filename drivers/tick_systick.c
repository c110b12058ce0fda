/* SPDX-License-Identifier: MIT */
/* SysTick (ARMv7-M Architecture Reference Manual B3.3; its priority: B3.2.12).
 *
 * SysTick has one pending bit, and its counter does not tell how often it has wrapped: of the ticks that end while interrupts are
 * masked, one is made up, and the clock loses the others, without a trace. So interrupts are not to be masked for longer than a tick. All are
 * made up with VOW_CONFIG_MASKED_TICKS, where the board has a second counter, and with VOW_CONFIG_TICKLESS, where it has a timer. */
#include <vow/irq.h>
#include <vow/nvic.h>
#include <vow/tick_systick.h>

#define SYST_CSR (*(volatile uint32_t *)0xe000e010u)
#define SYST_RVR (*(volatile uint32_t *)0xe000e014u)
#define SYST_CVR (*(volatile uint32_t *)0xe000e018u)
#define SHPR3    (*(volatile uint32_t *)0xe000ed20u)
#define SYST_CSR_ENABLE     1u
#define SYST_CSR_TICKINT    2u
#define SYST_CSR_CORE_CLOCK 4u
#define SYST_RVR_MAX        0xffffffu
#define SHPR3_SYSTICK_SHIFT 24

#if VOW_CONFIG_MASKED_TICKS
enum { SLACK = 16 }; /* between the reads of two counters */

static uint32_t tick_began; /* by the board's counter */

static uint32_t when_tick_began(void)
{
    const uintptr_t state = vow_irq_save(); /* 4 instructions, and vow_board_cycles */
    const uint32_t cycles = vow_board_cycles(), left = SYST_CVR;

    vow_irq_restore(state);
    return cycles - (left ? SYST_RVR + 1 - left : 0);
}

static void start_count(void) { tick_began = when_tick_began(); }

/* Rounded up to whole ticks: the counter may have stood in sleep, but for less than a tick, because one that has ended ends the sleep, and
 * its handler comes before the next one. 0: this one was counted already, when it had ended since its handler was entered. */
uint32_t vow_tick_systick_handler(void)
{
    const uint32_t last = tick_began, period = SYST_RVR + 1;

    tick_began = when_tick_began();
    return (tick_began - last + period - 1 - SLACK) / period;
}
#else
static inline void start_count(void) { }
#endif

void vow_tick_systick_start(uint32_t core_hz, uint32_t hz)
{
    SHPR3 = (SHPR3 & ~(0xffu << SHPR3_SYSTICK_SHIFT)) | VOW_NVIC_PRIORITY(VOW_IRQ_NORMAL) << SHPR3_SYSTICK_SHIFT;
    SYST_RVR = (core_hz / hz - 1) & SYST_RVR_MAX;
    SYST_CVR = 0;
    SYST_CSR = SYST_CSR_CORE_CLOCK | SYST_CSR_TICKINT | SYST_CSR_ENABLE;
    start_count();
}
