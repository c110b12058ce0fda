/* SPDX-License-Identifier: MIT */
/* The default reports of rejections and errors that nobody caught. A reason is taken for a struct vow_error, as the
 * rules for errors say. */
#include "console.h"

#include <vow/promise.h>

void vow_hook_unhandled_rejection(struct vow_promise *promise, const char *task)
{
    const struct vow_error *error = vow_promise_value(promise).e;

    vow_console_say("unhandled rejection in ", task, ": ", error ? error->name : "undefined", error ? ": " : "\n");
    if (error)
        vow_console_say(error->message, "\n", NULL, NULL, NULL);
}

void vow_hook_rejection_handled(struct vow_promise *promise)
{
    const struct vow_error *error = vow_promise_value(promise).e;

    vow_console_say("rejection handled late: ", error ? error->name : "undefined", "\n", NULL, NULL);
}

void vow_hook_uncaught_error(vow_value reason)
{
    const struct vow_error *error = reason.e;

    vow_console_say("uncaught error in a callback: ", error ? error->name : "undefined", error ? ": " : "\n", NULL, NULL);
    if (error)
        vow_console_say(error->message, "\n", NULL, NULL, NULL);
}
