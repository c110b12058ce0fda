/* SPDX-License-Identifier: MIT */
#include "systick.h"

#include "../../harness/cortexm_frame.h"

#define SYST_CSR (*(volatile uint32_t *)0xe000e010u)
#define SYST_RVR (*(volatile uint32_t *)0xe000e014u)
#define SYST_CVR (*(volatile uint32_t *)0xe000e018u)
enum { SYST_RUNS = 7 };

static void (*systick_handler)(const uint32_t *frame);

void vow_test_systick_entered(const uint32_t *frame);
void vow_test_systick_entered(const uint32_t *frame)
{
    SYST_CSR = 0;
    systick_handler(frame);
}

CORTEXM_HANDLER_WITH_FRAME(vow_systick_handler, vow_test_systick_entered)

void vow_test_systick_start(uint32_t cycles, void (*handler)(const uint32_t *frame))
{
    systick_handler = handler;
    SYST_RVR = cycles - 1;
    SYST_CVR = 0;
    SYST_CSR = SYST_RUNS;
}
