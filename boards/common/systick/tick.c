/* SPDX-License-Identifier: MIT */
/* The loop's clock from SysTick (ARMv7-M Architecture Reference Manual B3.3; its priority: B3.2.12).
 *
 * SysTick has one pending bit, and its counter does not tell how often it has wrapped: of the ticks that end while interrupts are
 * masked, one is made up, and the clock loses the others. So interrupts are not to be masked for longer than a tick here. All are made up
 * with VOW_CONFIG_TICKLESS, where the board has a timer that can be read. */
#include <vow/board.h>
#include <vow/loop.h>
#include <vow/nvic.h>

#if !VOW_CONFIG_TICKLESS

#define SYST_CSR (*(volatile uint32_t *)0xe000e010u)
#define SYST_RVR (*(volatile uint32_t *)0xe000e014u)
#define SYST_CVR (*(volatile uint32_t *)0xe000e018u)
#define SHPR3    (*(volatile uint32_t *)0xe000ed20u)
#define SYST_CSR_ENABLE     1u
#define SYST_CSR_TICKINT    2u
#define SYST_CSR_CORE_CLOCK 4u
#define SYST_RVR_MAX        0xffffffu
#define SHPR3_SYSTICK_SHIFT 24

void vow_systick_handler(void);

void vow_board_tick_start(void)
{
    const uint32_t cycles = vow_board_core_hz() / VOW_CONFIG_CLOCK_HZ;
    SHPR3 = (SHPR3 & ~(0xffu << SHPR3_SYSTICK_SHIFT)) | VOW_NVIC_PRIORITY(VOW_IRQ_NORMAL) << SHPR3_SYSTICK_SHIFT;
    SYST_RVR = (cycles - 1) & SYST_RVR_MAX;
    SYST_CVR = 0;
    SYST_CSR = SYST_CSR_CORE_CLOCK | SYST_CSR_TICKINT | SYST_CSR_ENABLE;
}

void vow_systick_handler(void)
{
    vow_loop_tick_from_isr(&vow_main_loop, 1);
}

#endif
