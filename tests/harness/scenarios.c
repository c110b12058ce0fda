/* SPDX-License-Identifier: MIT */
/* Runs scenarios: each on a loop made anew, with a clock that jumps to the next deadline when nothing runs. Replaces the
 * board's start. */
#include "../scenarios/scenario.h"

#include <vow/board.h>

VOW_LOOP_DEFINE(vow_main_loop, 256, 256, VOW_STACKS(24, 1024), VOW_STACKS(8, 2048));

unsigned vow_scenario_leaves;
void (*on_unhandled)(struct vow_promise *promise);
void (*on_handled)(struct vow_promise *promise);
void (*on_uncaught)(vow_value reason);

void vow_hook_unhandled_rejection(struct vow_promise *promise, const char *task)
{
    if (on_unhandled)
        on_unhandled(promise);
    else
        LOG("unhandled %s in %s", vow_test_text(vow_promise_value(promise)), task);
}

void vow_hook_rejection_handled(struct vow_promise *promise)
{
    if (on_handled)
        on_handled(promise);
    else
        LOG("handled late %s", vow_test_text(vow_promise_value(promise)));
}

void vow_hook_uncaught_error(vow_value reason)
{
    if (on_uncaught)
        on_uncaught(reason);
    else
        LOG("uncaught %s", vow_test_text(reason));
}

static void start(void *body) { vow_detach(vow_call(body, NULL, 0)); }

static void run_until(vow_time end)
{
    vow_time next;

    while ((next = vow_loop_poll(&vow_main_loop, 1)) <= end) {
        vow_time now = vow_clock_now();

        if (next > now)
            vow_loop_tick_from_isr(&vow_main_loop, (uint32_t)(next - now));
    }
}

void vow_scenario_run(const struct vow_async_function *body, uint32_t ms, const char *expected, const char *file, int line)
{
    vow_loop_init(&vow_main_loop, &vow_main_loop_config);
    vow_scenario_leaves = 0;
    vow_queue_microtask(start, (void *)(uintptr_t)body);
    run_until(vow_ticks_from_ms(ms));
    vow_test_expect(expected != NULL, file, line, "a file of this name in tests/scenarios/expected");
    vow_test_expect_trace(expected ? expected : "", file, line);
    vow_test_equal(vow_loop_live(), vow_scenario_leaves, file, line, "blocks left in the pools");
    on_unhandled = on_handled = NULL;
    on_uncaught = NULL;
    vow_scenario_forget_sleeps();
    vow_loop_init(&vow_main_loop, &vow_main_loop_config);
}

static void settle(void) {}

void vow_board_start(void)
{
    vow_board_init();
    vow_loop_init(&vow_main_loop, &vow_main_loop_config);
    vow_test_run_all(settle);
    vow_board_exit(0);
}

int main(void) { return 1; } /* the board's own start would call it */
