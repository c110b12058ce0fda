/* SPDX-License-Identifier: MIT */
/* An interrupt that wakes a task, while the loop sleeps. CMSDK timer 0 sends it (DDI 0479, chapter 4; interrupt 8 of the
 * AN385), at a distance that leaves time to fall asleep again. */
#include <vow/irq_controller.h>
#include <vow/vow.h>

#include "mark.h"

#define TIMER0_CTRL     (*(volatile uint32_t *)0x40000000u)
#define TIMER0_VALUE    (*(volatile uint32_t *)0x40000004u)
#define TIMER0_RELOAD   (*(volatile uint32_t *)0x40000008u)
#define TIMER0_INTCLEAR (*(volatile uint32_t *)0x4000000cu)
enum { TIMER0_IRQ = 8, CYCLES_APART = 2000 };

static struct vow_promise *volatile event;

void vow_irq8_handler(void);
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

    TIMER0_RELOAD = CYCLES_APART;
    TIMER0_VALUE = CYCLES_APART;
    vow_irq_enable(TIMER0_IRQ, VOW_IRQ_NORMAL);
    TIMER0_CTRL = 9; /* enable, with interrupt */
    VOW_BENCH_BEGIN(isr_round);
    for (int turn = 0; turn < VOW_BENCH_TURNS; turn++) {
        vow_await(promise);
        VOW_BENCH_END(isr_to_task);
        promise = next_event();
    }
    VOW_BENCH_END(isr_round);
    vow_await(promise);
    TIMER0_CTRL = 0;
    vow_irq_disable(TIMER0_IRQ);
}
