/* SPDX-License-Identifier: MIT */
/* What Vow has to tell becomes a line of the running test's trace. */
#include "test.h"

void vow_hook_unhandled_rejection(struct vow_promise *promise, const char *task)
{
    TRACE("unhandled %s in %s", vow_test_text(vow_promise_value(promise)), task);
}

void vow_hook_rejection_handled(struct vow_promise *promise)
{
    TRACE("handled late %s", vow_test_text(vow_promise_value(promise)));
}

void vow_hook_uncaught_error(vow_value error) { TRACE("uncaught %s", vow_test_text(error)); }
