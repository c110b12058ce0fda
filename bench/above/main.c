/* SPDX-License-Identifier: MIT */
/* An interrupt that wakes a task of a loop above, while the loop below has always something to do. */
#include <vow/above.h>
#include <vow/vow.h>

#include "../ops/mark.h"

VOW_LOOP_DEFINE(urgent_loop, 4, 2, VOW_STACKS(1, 512));

#define URGENT_LOOP   urgent_loop
#define URGENT_RUNS() VOW_BENCH_END(isr_to_task_above); VOW_BENCH_END(isr_to_task_above_longest)
#include "../urgent.h"

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
    start_interrupts();
    both[0] = vow_call(&busy_fn, NULL, 0);
    both[1] = vow_call(&busy_fn, NULL, 0);
    vow_await(vow_promise_all(both, 2));
    return 0;
}
