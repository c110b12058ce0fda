/* SPDX-License-Identifier: MIT */
/* The default report of a rejection that nobody handled. A reason is taken for a struct vow_error, as the rules for
 * errors say. */
#include "console.h"

#include <vow/promise.h>

void vow_hook_unhandled_rejection(struct vow_promise *promise, const char *task)
{
    vow_console_say("unhandled rejection in ", task, ": ", NULL, NULL);
    vow_console_say_reason(vow_promise_value(promise));
}
