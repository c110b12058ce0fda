/* SPDX-License-Identifier: MIT */
/* Runs scenarios: each on a loop made anew, with a clock that jumps to the next deadline when nothing runs. */
#include "../scenarios/scenario.h"

/* The most that any scenario has at once: 9 promises, 16 records, 7 stacks, besides the body's. */
VOW_LOOP_DEFINE(vow_main_loop, 12, 24, VOW_STACKS(8, SCENARIO_STACK_BYTES), VOW_STACKS(1, SCENARIO_BODY_BYTES));

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

/* One that needs many records. Where RAM is short it calls nothing: they lie where the stacks of calls would. */
static const struct vow_loop_config *pools(unsigned records)
{
    static struct vow_loop_config config;

    config = vow_main_loop_config;
    if (records > config.record_count) {
#if defined(VOW_BOARD_RAM_KIB)
        config.records = config.stacks;
        config.stacks = (char *)config.stacks + config.stack[0].count * VOW_STACK_BLOCK_(SCENARIO_STACK_BYTES);
        config.record_count = (uint16_t)(((char *)config.stacks - (char *)config.records) / sizeof(struct vow_record));
        config.stack[0] = config.stack[1];
        config.stack[1].count = 0;
#else
        static struct vow_record many[256];

        config.records = many;
        config.record_count = sizeof many / sizeof *many;
#endif
    }
    return &config;
}

void vow_scenario_run(const struct vow_async_function *body, uint32_t ms, unsigned records, const char *expected,
                      const char *file, int line)
{
    vow_loop_init(&vow_main_loop, pools(records));
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
