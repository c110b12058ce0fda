/* SPDX-License-Identifier: MIT */
/* An interrupt that wakes an urgent task again and again, while the program is busy: CMSDK timer 0 (DDI 0479, chapter 4; interrupt 8 of
 * the AN385) sends it at a distance that lets it come at ever other places of what the program does. Included by the one file of a
 * program, which defines before
 *     URGENT_LOOP    the task's loop
 *     URGENT_RUNS()  the mark: the task runs */
#ifndef VOW_BENCH_URGENT_H
#define VOW_BENCH_URGENT_H

#include <vow/irq_controller.h>
#include <vow/vow.h>

#define TIMER0_CTRL     (*(volatile uint32_t *)0x40000000u)
#define TIMER0_VALUE    (*(volatile uint32_t *)0x40000004u)
#define TIMER0_RELOAD   (*(volatile uint32_t *)0x40000008u)
#define TIMER0_INTCLEAR (*(volatile uint32_t *)0x4000000cu)
enum { TIMER0_IRQ = 8, CYCLES_APART = 251, TURNS = 1000 };

static struct vow_promise *volatile event;
static volatile bool over;

void vow_irq8_handler(void);
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
    TIMER0_RELOAD = CYCLES_APART;
    TIMER0_VALUE = CYCLES_APART;
    vow_irq_enable(TIMER0_IRQ, VOW_IRQ_NORMAL);
    TIMER0_CTRL = 9; /* enable, with interrupt */
}

#endif
