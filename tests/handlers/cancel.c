/* SPDX-License-Identifier: MIT */
/* Cancelling. */
#include "handlers.h"

#include <vow/cancel_points.h>

#define CALLS(CALL) \
    CALL(vow_abort_signal_init, NULL) \
    CALL(vow_abort, NULL) \
    CALL(vow_abort_with, NULL, value) \
    CALL(vow_abort_signal_aborted, NULL) \
    CALL(vow_abort_signal_reason, NULL) \
    CALL(vow_abort_signal_throw_if_aborted, NULL) \
    CALL(vow_abort_listener_add, NULL, NULL, NULL, NULL) \
    CALL(vow_abort_listener_remove, NULL, NULL) \
    CALL(vow_abort_signal_timeout_ms, NULL, NULL, 0) \
    CALL(vow_abort_signal_any, NULL, NULL, NULL, 0) \
    CALL(vow_abort_signal_unlink, NULL, 0) \
    CALL(vow_promise_cancel, NULL) \
    CALL(vow_task_cancel, NULL) \
    CALL(vow_cancel_check, ) \
    CALL(vow_promise_set_source, NULL, NULL) \
    CALL(vow_cancel_scope_enter, NULL, NULL) \
    CALL(vow_cancel_scope_leave, NULL) \
    CALL(vow_cancel_scope_fire, NULL, value) \
    CALL(vow_await_until, NULL, 0, NULL) \
    CALL(vow_await_timeout_ms, NULL, 0, NULL) \
    CALL(vow_cancel_points_try, NULL, NULL) \
    CALL(vow_cancel_points_watch, 0, NULL, NULL) \
    CALL(vow_cancel_points_end, ) \
    CALL(vow_group_limit, NULL, 0) \
    CALL(vow_group_call, NULL, NULL, NULL, 0) \
    CALL(vow_group_ask, NULL, NULL, NULL, NULL, 0) \
    CALL(vow_answer_await, NULL) \
    CALL(vow_await_each, NULL, NULL, 0, 0, 0, NULL) \
    CALL(vow_group_add, NULL, NULL) \
    CALL(vow_group_join, NULL) \
    CALL(vow_group_cancel, NULL) \
    CALL(vow_group_running, NULL) \
    CALL(vow_group_error_count, NULL) \
    CALL(vow_group_error, NULL, 0)

WRONG_CALLS_TEST(cancel, CALLS)

VOW_TEST(handler_makes_no_call_of_cancel) { cancel_all(); }
