/* SPDX-License-Identifier: MIT */
/* The sweep with TIMER1 at 16 MHz, interrupt 9. Two counts are 125 instructions. */
#include "../sweep.h"

#include <vow/irq_controller.h>

static volatile uint32_t *const timer1 = (volatile uint32_t *)0x40009000u;
enum { START = 0, STOP = 1, CLEAR = 3, COMPARE0 = 0x140 / 4, INTENSET = 0x304 / 4 };
enum { BITMODE = 0x508 / 4, PRESCALER = 0x510 / 4, CC0 = 0x540 / 4 };
enum { TIMER1_INTERRUPT = 9, INSTRUCTIONS_A_STEP = 125, COUNTS_A_STEP = 2 };

void vow_irq9_handler(void);
void vow_irq9_handler(void)
{
    timer1[STOP] = 1;
    timer1[COMPARE0] = 0;
    sweep_arrived();
}

static __attribute__((noinline)) void sweep_start(unsigned counts, unsigned early)
{
    timer1[CC0] = counts;
    timer1[CLEAR] = 1;
    timer1[START] = 1;
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
    timer1[BITMODE] = 3;
    timer1[PRESCALER] = 0;
    timer1[INTENSET] = 1u << 16;
    vow_irq_enable(TIMER1_INTERRUPT, VOW_IRQ_NORMAL);
    sweep_all(INSTRUCTIONS_A_STEP, COUNTS_A_STEP);
}
