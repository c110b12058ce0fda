/* SPDX-License-Identifier: MIT */
/* The machine timer interrupt, which is the tick's too: a comparison that is moved forward is a tick of nothing. */
#include "../harness/riscv_timer.h"
#include "inject.h"

enum { MACHINE_TIMER = 7 };

const uint32_t inject_long_counts = 5000, inject_tick_counts = 0;

extern void (*vow_local_vectors[16])(void);

static void (*tick)(void);
static volatile bool started;

static void handler(void)
{
    const uintptr_t place = riscv_read(mepc);

    if (started) {
        started = false;
        inject_arrived(place);
    }
    tick();
}

void inject_port_open(void)
{
    tick = vow_local_vectors[MACHINE_TIMER];
    vow_local_vectors[MACHINE_TIMER] = handler;
}

void inject_call_masked(void (*arrive)(void)) { arrive(); }

void inject_timer_start(uint32_t counts)
{
    started = true;
    riscv_timer_start(counts);
}
