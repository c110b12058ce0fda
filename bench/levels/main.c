/* SPDX-License-Identifier: MIT */
/* An interrupt that wakes a task of a more urgent level, while a hundred others are always ready: CMSDK timer 0 (DDI 0479, chapter 4;
 * interrupt 8 of the AN385) sends it at a distance that lets it come at ever other places of what they do. */
#include <vow/irq_controller.h>
#include <vow/vow.h>

#include "../ops/mark.h"

#define TIMER0_CTRL     (*(volatile uint32_t *)0x40000000u)
#define TIMER0_VALUE    (*(volatile uint32_t *)0x40000004u)
#define TIMER0_RELOAD   (*(volatile uint32_t *)0x40000008u)
#define TIMER0_INTCLEAR (*(volatile uint32_t *)0x4000000cu)
enum { TIMER0_IRQ = 8, CYCLES_APART = 251, TURNS = 1000, OTHERS = 100 };

VOW_LOOP_DEFINE(vow_main_loop, 2 * OTHERS + 8, 2, VOW_STACKS(OTHERS + 1, 256));

static struct vow_promise *volatile event;
static volatile bool over;

void vow_irq8_handler(void);
void vow_irq8_handler(void)
{
    TIMER0_INTCLEAR = 1;
    vow_promise_resolve_from_isr(&vow_main_loop, event, VOW_UNDEFINED);
}

static vow_value urgent(void *unused)
{
    (void)unused;
    for (int turn = 0; turn < TURNS; turn++) {
        struct vow_promise *promise = vow_promise_new("event");

        event = vow_promise_retain(promise);
        vow_await(promise);
        VOW_BENCH_END(isr_to_task_urgent);
        VOW_BENCH_END(isr_to_task_urgent_longest);
    }
    TIMER0_CTRL = 0;
    over = true;
    return VOW_UNDEFINED;
}
static const struct vow_async_function urgent_fn = VOW_ASYNC_FUNCTION_LEVEL(urgent, 0, 256, 1);

static vow_value ordinary(void *unused)
{
    (void)unused;
    for (unsigned turn = 0; !over; turn++) {
        struct vow_promise *promise = vow_promise_new(NULL);

        vow_promise_resolve_from_isr(&vow_main_loop, vow_promise_retain(promise), VOW_UNDEFINED);
        vow_await(promise);
        for (unsigned i = turn % 7; i; i--) /* never in step with the interrupt */
            __asm__ volatile("nop");
    }
    return VOW_UNDEFINED;
}
static const struct vow_async_function ordinary_fn = VOW_ASYNC_FUNCTION(ordinary, 0, 256);

int main(void)
{
    vow_detach(vow_call(&urgent_fn, NULL, 0));
    for (int i = 0; i < OTHERS; i++)
        vow_detach(vow_call(&ordinary_fn, NULL, 0));
    TIMER0_RELOAD = CYCLES_APART;
    TIMER0_VALUE = CYCLES_APART;
    vow_irq_enable(TIMER0_IRQ, VOW_IRQ_NORMAL);
    TIMER0_CTRL = 9; /* enable, with interrupt */
    while (!over)
        vow_sleep_ms(10);
    return 0;
}
