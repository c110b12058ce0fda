/* SPDX-License-Identifier: MIT */
/* Tasks, the loop and time. */
#include "handlers.h"

#define CALLS(CALL) \
    CALL(vow_disposable_stack_init, NULL) \
    CALL(vow_disposable_stack_defer, NULL, NULL, NULL, NULL) \
    CALL(vow_disposable_stack_move, NULL, NULL) \
    CALL(vow_dispose, NULL) \
    CALL(vow_dispose_and_throw, NULL, value) \
    CALL(vow_task_level, NULL) \
    CALL(vow_task_set_level, NULL, 0) \
    CALL(vow_loop_stop, NULL) \
    CALL(vow_queue_microtask, NULL, NULL) \
    CALL(vow_pool_usage, VOW_POOL_STACKS) \
    CALL(vow_loop_live, ) \
    CALL(vow_call, NULL, NULL, 0) \
    CALL(vow_call_bound, NULL) \
    CALL(vow_call_on, NULL, 0, NULL, NULL, 0) \
    CALL(vow_await, NULL) \
    CALL(vow_await_result, NULL, NULL) \
    CALL(vow_await_value, value) \
    CALL(vow_await_call, NULL, NULL, 0) \
    CALL(vow_await_all, NULL, 0, NULL) \
    CALL(vow_task_awaits, NULL) \
    CALL(vow_timer_start_ms, NULL, 0, NULL, NULL) \
    CALL(vow_timer_start_us, NULL, 0, NULL, NULL) \
    CALL(vow_timer_start_at, NULL, 0, NULL, NULL) \
    CALL(vow_timer_stop, NULL) \
    CALL(vow_interval_start_ms, NULL, 0, NULL, NULL) \
    CALL(vow_interval_stop, NULL) \
    CALL(vow_delay_ms, 0) \
    CALL(vow_sleep_ms, 0) \
    CALL(vow_sleep_us, 0) \
    CALL(vow_sleep_until, 0) \
    CALL(vow_throw, value) \
    CALL(vow_throw_error, NULL) \
    CALL(vow_return, value) \
    CALL(vow_try, NULL, NULL, NULL)

WRONG_CALLS_TEST(tasks, CALLS)

VOW_TEST(handler_makes_no_call_of_tasks) { tasks_all(); }
