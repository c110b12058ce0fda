/* SPDX-License-Identifier: MIT */
/* Promises, and what is made of them. */
#include "handlers.h"

static const struct vow_resolver resolver;

#define CALLS(CALL) \
    CALL(vow_promise_new, NULL) \
    CALL(vow_promise_resolved, value) \
    CALL(vow_promise_rejected, value) \
    CALL(vow_promise_retain, NULL) \
    CALL(vow_promise_release, NULL) \
    CALL(vow_detach, NULL) \
    CALL(vow_promise_resolve, NULL, value) \
    CALL(vow_promise_reject, NULL, value) \
    CALL(vow_promise_adopt, NULL, NULL) \
    CALL(vow_adopt, NULL) \
    CALL(vow_promise_then, NULL, NULL, NULL, NULL) \
    CALL(vow_promise_catch, NULL, NULL, NULL) \
    CALL(vow_promise_finally, NULL, NULL, NULL) \
    CALL(vow_promise_status, NULL) \
    CALL(vow_promise_value, NULL) \
    CALL(vow_promise_all, NULL, 0) \
    CALL(vow_promise_all_settled, NULL, 0) \
    CALL(vow_promise_any, NULL, 0) \
    CALL(vow_promise_race, NULL, 0) \
    CALL(vow_promise_at, NULL, 0, NULL) \
    CALL(vow_promise_count, NULL) \
    CALL(vow_promise_create, NULL, NULL) \
    CALL(vow_promise_with_resolver, NULL) \
    CALL(vow_promise_try, NULL, NULL) \
    CALL(vow_promise_from_thenable, NULL) \
    CALL(vow_promise_adopt_thenable, NULL, NULL) \
    CALL(vow_adopt_thenable, NULL) \
    CALL(vow_resolver_resolve, resolver, value) \
    CALL(vow_resolver_adopt, resolver, NULL) \
    CALL(vow_resolver_adopt_thenable, resolver, NULL) \
    CALL(vow_resolver_reject, resolver, value)

WRONG_CALLS_TEST(promises, CALLS)

VOW_TEST(handler_makes_no_call_of_promises) { promises_all(); }
