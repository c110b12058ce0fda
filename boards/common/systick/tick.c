/* SPDX-License-Identifier: MIT */
/* The loop's clock from SysTick (ARMv7-M Architecture Reference Manual B3.3). */
#include <vow/board.h>
#include <vow/loop.h>

#define SYST_CSR (*(volatile uint32_t *)0xe000e010u)
#define SYST_RVR (*(volatile uint32_t *)0xe000e014u)
#define SYST_CVR (*(volatile uint32_t *)0xe000e018u)
#define SYST_CSR_ENABLE     1u
#define SYST_CSR_TICKINT    2u
#define SYST_CSR_CORE_CLOCK 4u
#define SYST_RVR_MAX        0xffffffu

void vow_systick_handler(void);

void vow_board_tick_start(void)
{
    const uint32_t cycles = vow_board_core_hz() / VOW_CONFIG_CLOCK_HZ;
    SYST_RVR = (cycles - 1) & SYST_RVR_MAX;
    SYST_CVR = 0;
    SYST_CSR = SYST_CSR_CORE_CLOCK | SYST_CSR_TICKINT | SYST_CSR_ENABLE;
}

void vow_systick_handler(void)
{
    vow_loop_tick_from_isr(&vow_main_loop, 1);
}
