/* SPDX-License-Identifier: MIT */
/* An interrupt at every instruction of a switch. QEMU runs one instruction a nanosecond under -icount shift=0, so a timer
 * that expires at a fixed time, and a row of nops that grows by one, let it arrive one instruction earlier in each round. */
#include "../../harness/injection_armv6m.h"

#include <vow/irq_controller.h>

/* TIMER1 at 16 MHz, interrupt 9. One count is 62.5 instructions. */
static volatile uint32_t *const timer1 = (volatile uint32_t *)0x40009000u;
enum { START = 0, STOP = 1, CLEAR = 3, COMPARE0 = 0x140 / 4, INTENSET = 0x304 / 4 };
enum { BITMODE = 0x508 / 4, PRESCALER = 0x510 / 4, CC0 = 0x540 / 4 };
enum { TIMER1_INTERRUPT = 9 };

/* Four counts are 250 instructions, less than the row of nops: the times of one sweep overlap those of the next. */
enum { NOPS = 288, COUNTS = 4, SWEEPS = 3 };

static unsigned early, counts;

void injection_entered(const uint32_t *frame);
void injection_entered(const uint32_t *frame)
{
    timer1[STOP] = 1;
    timer1[COMPARE0] = 0;
    injection_arrived(frame);
}

CORTEXM_HANDLER_WITH_FRAME(vow_irq9_handler, injection_entered)

static inline __attribute__((always_inline)) void nops(unsigned count)
{
    __asm__ volatile(".syntax unified\n\t"
                     "adr r3, 1f\n\t"
                     "lsls r2, %0, #1\n\t"
                     "subs r3, r3, r2\n\t"
                     "adds r3, #1\n\t"
                     "bx r3\n\t"
                     ".balign 4\n\t"
                     ".rept 288\n\tnop\n\t.endr\n"
                     "1:"
                     : : "r"(count) : "r2", "r3", "cc", "memory");
}

/* A function of its own without a branch: GCC takes the row of nops for one line, and would branch too short over it. */
static __attribute__((noinline)) void injection_start(void)
{
    timer1[CC0] = counts;
    timer1[CLEAR] = 1;
    timer1[START] = 1;
    nops(early);
}

static void injection_rounds(void (*round)(void))
{
    timer1[BITMODE] = 3;
    timer1[PRESCALER] = 0;
    timer1[INTENSET] = 1u << 16;
    vow_irq_enable(TIMER1_INTERRUPT, VOW_IRQ_NORMAL);
    for (counts = COUNTS; counts <= COUNTS * SWEEPS; counts += COUNTS)
        for (early = 0; early < NOPS; early++)
            round();
}

VOW_TEST(injection_at_every_instruction_of_the_switch) { injection_between_tasks(); }
VOW_TEST(injection_at_every_instruction_of_the_switch_to_the_loop_and_back) { injection_by_way_of_the_loop(); }
