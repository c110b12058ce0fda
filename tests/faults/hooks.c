/* SPDX-License-Identifier: MIT */
/* What a cancelled function has not looked at is let go with a rejection that nobody handles: that is no fault. */
#include "../harness/test.h"

void vow_hook_unhandled_rejection(struct vow_promise *promise, const char *task) { (void)promise, (void)task; }
void vow_hook_rejection_handled(struct vow_promise *promise) { (void)promise; }
void vow_hook_uncaught_error(vow_value error) { TRACE("uncaught %s", vow_test_text(error)); }
