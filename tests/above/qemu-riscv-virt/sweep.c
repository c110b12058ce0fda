/* SPDX-License-Identifier: MIT */
/* The sweep with the machine timer: its interrupt is the board's, which the table of handlers, RAM here, leads to. */
#include "../../harness/riscv_timer.h"
#include "../sweep.h"

enum { MACHINE_TIMER = 7, INSTRUCTIONS_A_COUNT = 100 };

extern void (*vow_local_vectors[16])(void);
static void (*tick)(void);
static volatile bool started;

static void handler(void)
{
    if (started) {
        started = false;
        sweep_arrived();
    }
    tick();
}

static __attribute__((noinline)) void sweep_start(unsigned counts, unsigned early)
{
    riscv_timer_start(counts);
    started = true;
    riscv_nops(early);
}

VOW_TEST(above_preempts_at_every_instruction)
{
    tick = vow_local_vectors[MACHINE_TIMER];
    vow_local_vectors[MACHINE_TIMER] = handler;
    sweep_all(INSTRUCTIONS_A_COUNT, 1);
    vow_local_vectors[MACHINE_TIMER] = tick;
}
