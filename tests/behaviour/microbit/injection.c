/* SPDX-License-Identifier: MIT */
/* An interrupt at every instruction of a switch. QEMU runs one instruction a nanosecond under -icount shift=0, so a timer
 * that expires at a fixed time, and a row of nops that grows by one, let it arrive one instruction earlier in each round. */
#include "../../harness/injection_armv6m.h"
#include "../../harness/nrf51_timer.h"

/* Four counts are 250 instructions, less than the row of nops: the times of one sweep overlap those of the next. */
enum { NOPS = 288, COUNTS = 4, SWEEPS = 3 };

static unsigned early, counts;

void injection_entered(const uint32_t *frame);
void injection_entered(const uint32_t *frame)
{
    nrf51_timer1_stop();
    injection_arrived(frame);
}

CORTEXM_HANDLER_WITH_FRAME(nrf51_timer1_irq_handler, injection_entered)

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
    nrf51_timer1_start(counts);
    nops(early);
}

static void injection_rounds(void (*round)(void))
{
    nrf51_timer1_open();
    for (counts = COUNTS; counts <= COUNTS * SWEEPS; counts += COUNTS)
        for (early = 0; early < NOPS; early++)
            round();
}

VOW_TEST(injection_at_every_instruction_of_the_switch) { injection_between_tasks(); }
VOW_TEST(injection_at_every_instruction_of_the_switch_to_the_loop_and_back) { injection_by_way_of_the_loop(); }
