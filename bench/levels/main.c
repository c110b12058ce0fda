/* SPDX-License-Identifier: MIT */
/* An interrupt that wakes a task of a more urgent level, while a hundred others are always ready. */
#include <vow/vow.h>

#include "../ops/mark.h"

enum { OTHERS = 100 };

VOW_LOOP_DEFINE(vow_main_loop, 2 * OTHERS + 8, 2, VOW_STACKS(OTHERS + 1, 256));

#define URGENT_LOOP   vow_main_loop
#define URGENT_RUNS() VOW_BENCH_END(isr_to_task_urgent); VOW_BENCH_END(isr_to_task_urgent_longest)
#include "../urgent.h"

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
    struct vow_promise *all_turns = vow_call(&urgent_fn, NULL, 0);

    for (int i = 0; i < OTHERS; i++)
        vow_detach(vow_call(&ordinary_fn, NULL, 0));
    vow_sleep_ms(5); /* later ticks find the timer wheel empty */
    start_interrupts();
    vow_await(all_turns);
    return 0;
}
