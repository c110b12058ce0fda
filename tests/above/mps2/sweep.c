/* SPDX-License-Identifier: MIT */
/* The sweep on MPS2 boards. */
#include "../../harness/mps2_timer.h"
#include "../sweep.h"

enum { INSTRUCTIONS_A_COUNT = __ARM_ARCH >= 8 ? 50 : 40 };

void mps2_timer_irq_handler(void);
void mps2_timer_irq_handler(void)
{
    mps2_timer0[MPS2_TIMER_CTRL] = 0;
    mps2_timer0[MPS2_TIMER_INTCLEAR] = 1;
    sweep_arrived();
}

static __attribute__((noinline)) void sweep_start(unsigned counts, unsigned early)
{
    mps2_timer_start(counts);
    mps2_nops(early);
}

VOW_TEST(above_preempts_at_every_instruction) { sweep_all(INSTRUCTIONS_A_COUNT, 1); }
