/* SPDX-License-Identifier: MIT */
/* An event that a handler sets wakes a task, while the loop sleeps: ../ops/interrupts.c with an event for the promise. */
#include <vow/event.h>

#include "../timer0.h"
#include "shared.h"

enum { CYCLES_APART = 2000 };

static struct vow_event event;

void vow_irq8_handler(void)
{
    TIMER0_INTCLEAR = 1;
    vow_event_set_from_isr(&vow_main_loop, &event);
}

void vow_bench_events(void)
{
    vow_event_init(&event);
    vow_bench_timer0_start(CYCLES_APART);
    for (int turn = 0; turn < VOW_BENCH_TURNS; turn++) {
        vow_event_wait(&event);
        VOW_BENCH_END(isr_event_to_task);
        vow_event_clear(&event);
    }
    vow_bench_timer0_stop();
}
