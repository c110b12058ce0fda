/* SPDX-License-Identifier: MIT */
/* An interrupt that wakes a task, while the loop sleeps. CMSDK timer 0 sends it, at a distance that
 * leaves time to fall asleep again. */
#include <vow/vow.h>

#include "../timer0.h"
#include "mark.h"

enum { CYCLES_APART = 2000 };

static struct vow_promise *volatile event;

void vow_irq8_handler(void)
{
    TIMER0_INTCLEAR = 1;
    vow_promise_resolve_from_isr(&vow_main_loop, event, VOW_UNDEFINED);
}

static struct vow_promise *next_event(void)
{
    struct vow_promise *promise = vow_promise_new("event");

    event = vow_promise_retain(promise);
    return promise;
}

void vow_bench_interrupts(void)
{
    struct vow_promise *promise = next_event();

    vow_bench_timer0_start(CYCLES_APART);
    VOW_BENCH_BEGIN(isr_round);
    for (int turn = 0; turn < VOW_BENCH_TURNS; turn++) {
        vow_await(promise);
        VOW_BENCH_END(isr_to_task);
        promise = next_event();
    }
    VOW_BENCH_END(isr_round);
    vow_await(promise);
    vow_bench_timer0_stop();
}
