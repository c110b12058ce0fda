/* SPDX-License-Identifier: MIT */
/* What tasks share. */
#include "handlers.h"

#define CALLS(CALL) \
    CALL(vow_broadcast_init, NULL, NULL, 0) \
    CALL(vow_broadcast_publish, NULL, value) \
    CALL(vow_broadcast_close, NULL) \
    CALL(vow_broadcast_subscribe, NULL) \
    CALL(vow_subscriber_receive, NULL, NULL) \
    CALL(vow_subscriber_receive_all, NULL, NULL) \
    CALL(vow_channel_init, NULL, NULL, 0) \
    CALL(vow_channel_send, NULL, value) \
    CALL(vow_channel_try_send, NULL, value) \
    CALL(vow_channel_receive, NULL, NULL) \
    CALL(vow_channel_try_receive, NULL, NULL) \
    CALL(vow_channel_close, NULL) \
    CALL(vow_channel_receive_all, NULL, NULL) \
    CALL(vow_channel_send_all, NULL, iterator) \
    CALL(vow_condition_init, NULL) \
    CALL(vow_condition_wait, NULL, NULL) \
    CALL(vow_condition_signal, NULL) \
    CALL(vow_condition_broadcast, NULL) \
    CALL(vow_event_init, NULL) \
    CALL(vow_event_set, NULL) \
    CALL(vow_event_clear, NULL) \
    CALL(vow_event_wait, NULL) \
    CALL(vow_mutex_init, NULL) \
    CALL(vow_mutex_lock, NULL) \
    CALL(vow_mutex_try_lock, NULL) \
    CALL(vow_mutex_unlock, NULL) \
    CALL(vow_case_receive, NULL) \
    CALL(vow_case_send, NULL, value) \
    CALL(vow_case_lock, NULL) \
    CALL(vow_case_acquire, NULL) \
    CALL(vow_case_event, NULL) \
    CALL(vow_case_subscriber, NULL) \
    CALL(vow_case_timeout_ms, 0) \
    CALL(vow_case_deadline, 0) \
    CALL(vow_case_promise, NULL) \
    CALL(vow_case_operation, NULL) \
    CALL(vow_select, NULL, 0) \
    CALL(vow_semaphore_init, NULL, 0) \
    CALL(vow_semaphore_acquire, NULL) \
    CALL(vow_semaphore_try_acquire, NULL) \
    CALL(vow_semaphore_release, NULL)

WRONG_CALLS_TEST(sharing, CALLS)

VOW_TEST(handler_makes_no_call_of_sharing) { sharing_all(); }
