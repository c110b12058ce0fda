/* SPDX-License-Identifier: MIT */
/* An interrupt that wakes a task of a loop above, while the loop below has always something to do: CMSDK timer 0 (DDI 0479, chapter 4;
 * interrupt 8 of the AN385) sends it at a distance that lets it come at ever other places of what the loop below does. */
#include <vow/above.h>
#include <vow/irq_controller.h>
#include <vow/vow.h>

#include "../ops/mark.h"

#define TIMER0_CTRL     (*(volatile uint32_t *)0x40000000u)
#define TIMER0_VALUE    (*(volatile uint32_t *)0x40000004u)
#define TIMER0_RELOAD   (*(volatile uint32_t *)0x40000008u)
#define TIMER0_INTCLEAR (*(volatile uint32_t *)0x4000000cu)
enum { TIMER0_IRQ = 8, CYCLES_APART = 251, TURNS = 1000 };

VOW_LOOP_DEFINE(urgent_loop, 4, 2, VOW_STACKS(1, 512));

static struct vow_promise *volatile event;
static volatile bool over;

void vow_irq8_handler(void);
void vow_irq8_handler(void)
{
    TIMER0_INTCLEAR = 1;
    vow_promise_resolve_from_isr(&urgent_loop, event, VOW_UNDEFINED);
}

static vow_value urgent(void *unused)
{
    (void)unused;
    for (int turn = 0; turn < TURNS; turn++) {
        struct vow_promise *promise = vow_promise_new("event");

        event = vow_promise_retain(promise);
        vow_await(promise);
        VOW_BENCH_END(isr_to_task_above);
        VOW_BENCH_END(isr_to_task_above_longest);
    }
    TIMER0_CTRL = 0;
    over = true;
    return VOW_UNDEFINED;
}
static const struct vow_async_function urgent_fn = VOW_ASYNC_FUNCTION(urgent, 0, 512);

/* ---- the loop below never sleeps ---- */

static vow_value returns_late(void *unused)
{
    (void)unused;
    return vow_await_value(VOW_UNDEFINED);
}
static const struct vow_async_function returns_late_fn = VOW_ASYNC_FUNCTION(returns_late, 0, 512);

static vow_value pass_on(void *unused, vow_value value, enum vow_status status)
{
    (void)unused, (void)status;
    return value;
}

static void nothing(void *unused) { (void)unused; }

static vow_value busy(void *unused)
{
    struct vow_timer timer = { 0 };

    (void)unused;
    while (!over) {
        struct vow_promise *promise = vow_promise_new(NULL);

        vow_timer_start_ms(&timer, 1000, nothing, NULL);
        vow_await(vow_promise_then(vow_call(&returns_late_fn, NULL, 0), pass_on, NULL, NULL));
        vow_promise_resolve_from_isr(&vow_main_loop, vow_promise_retain(promise), VOW_UNDEFINED);
        vow_await(promise);
        vow_timer_stop(&timer);
    }
    return VOW_UNDEFINED;
}
static const struct vow_async_function busy_fn = VOW_ASYNC_FUNCTION(busy, 0, 512);

int main(void)
{
    struct vow_promise *both[2];

    vow_loop_run_above(&urgent_loop, &urgent_loop_config, &urgent_fn, NULL, 0);
    TIMER0_RELOAD = CYCLES_APART;
    TIMER0_VALUE = CYCLES_APART;
    vow_irq_enable(TIMER0_IRQ, VOW_IRQ_NORMAL);
    TIMER0_CTRL = 9; /* enable, with interrupt */
    both[0] = vow_call(&busy_fn, NULL, 0);
    both[1] = vow_call(&busy_fn, NULL, 0);
    vow_await(vow_promise_all(both, 2));
    return 0;
}
