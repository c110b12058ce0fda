/* SPDX-License-Identifier: MIT */
/* The interrupt of mps2_timer.h. */
#include "../../harness/cortexm_frame.h"
#include "../../harness/mps2_timer.h"

void mps2_timer_arrived(const uint32_t *frame, uint32_t exc_return);

void (*mps2_timer_handler)(const uint32_t *frame, uint32_t exc_return);

CORTEXM_HANDLER_WITH_FRAME(mps2_timer_irq_handler, mps2_timer_arrived)

void mps2_timer_arrived(const uint32_t *frame, uint32_t exc_return)
{
    mps2_timer0[MPS2_TIMER_CTRL] = 0;
    mps2_timer0[MPS2_TIMER_INTCLEAR] = 1;
    mps2_timer_handler(frame, exc_return);
}
