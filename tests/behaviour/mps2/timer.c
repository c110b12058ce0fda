/* SPDX-License-Identifier: MIT */
/* The interrupt of mps2_timer.h. */
#include "../../harness/mps2_timer.h"

void mps2_timer_irq_handler(void);
void mps2_timer_arrived(const uint32_t *frame, uint32_t exc_return);

void (*mps2_timer_handler)(const uint32_t *frame, uint32_t exc_return);

/* Naked: a prologue would change the stack pointer and lr. EXC_RETURN bit 2: which stack holds the frame. */
__attribute__((naked)) void mps2_timer_irq_handler(void)
{
    __asm__ volatile("tst lr, #4\n\t"
                     "ite eq\n\t"
                     "mrseq r0, msp\n\t"
                     "mrsne r0, psp\n\t"
                     "mov r1, lr\n\t"
                     "b mps2_timer_arrived");
}

void mps2_timer_arrived(const uint32_t *frame, uint32_t exc_return)
{
    mps2_timer0[MPS2_TIMER_CTRL] = 0;
    mps2_timer0[MPS2_TIMER_INTCLEAR] = 1;
    mps2_timer_handler(frame, exc_return);
}
