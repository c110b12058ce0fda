/* SPDX-License-Identifier: MIT */
/* The sweep with TIMER1. Two counts are 125 instructions. */
#include "../../harness/nrf51_timer.h"
#include "../sweep.h"

enum { INSTRUCTIONS_A_STEP = 125, COUNTS_A_STEP = 2 };

void nrf51_timer1_irq_handler(void);
void nrf51_timer1_irq_handler(void)
{
    nrf51_timer1_stop();
    sweep_arrived();
}

static __attribute__((noinline)) void sweep_start(unsigned counts, unsigned early)
{
    nrf51_timer1_start(counts);
    __asm__ volatile(".syntax unified\n\t"
                     "adr r3, 1f\n\t"
                     "lsls r2, %0, #1\n\t"
                     "subs r3, r3, r2\n\t"
                     "adds r3, #1\n\t"
                     "bx r3\n\t"
                     ".balign 4\n\t"
                     ".rept 128\n\tnop\n\t.endr\n"
                     "1:"
                     : : "r"(early) : "r2", "r3", "cc", "memory");
}

VOW_TEST(above_preempts_at_every_instruction)
{
    nrf51_timer1_open();
    sweep_all(INSTRUCTIONS_A_STEP, COUNTS_A_STEP);
}
