/* SPDX-License-Identifier: MIT */
/* The default report of a rejection that was handled after its report. */
#include "console.h"

#include <vow/promise.h>

void vow_hook_rejection_handled(struct vow_promise *promise)
{
    vow_console_say("rejection handled late: ", NULL, NULL, NULL, NULL);
    vow_console_say_reason(vow_promise_value(promise));
}
