/* SPDX-License-Identifier: MIT */
/* An interrupt that wakes an urgent task again and again, while the program is busy: CMSDK timer 0 sends it at a distance that lets
 * it come at ever other places of what the program does. Included by the one file of a program, which defines before
 *     URGENT_LOOP    the task's loop
 *     URGENT_RUNS()  the mark: the task runs */
#ifndef VOW_BENCH_URGENT_H
#define VOW_BENCH_URGENT_H

#include <vow/vow.h>

#include "timer0.h"

enum { CYCLES_APART = 251, TURNS = 1000 };

static struct vow_promise *volatile event;
static volatile bool over;

void vow_irq8_handler(void)
{
    TIMER0_INTCLEAR = 1;
    vow_promise_resolve_from_isr(&URGENT_LOOP, event, VOW_UNDEFINED);
}

static vow_value urgent(void *unused)
{
    (void)unused;
    for (int turn = 0; turn < TURNS; turn++) {
        struct vow_promise *promise = vow_promise_new("event");

        event = vow_promise_retain(promise);
        vow_await(promise);
        URGENT_RUNS();
    }
    TIMER0_CTRL = 0;
    over = true;
    return VOW_UNDEFINED;
}

/* When the task waits. */
static void start_interrupts(void)
{
    vow_bench_timer0_start(CYCLES_APART);
}

#endif
