/* SPDX-License-Identifier: MIT */
/* What nobody caught, as lines among the others. The board's default reports use the polled console, which may come in
 * the middle of a line; these start a task that waits for its turn. */
#include "session.h"

struct report {
    const char *what, *who;
    const struct vow_error *error;
};

static vow_value report(void *argument)
{
    const struct report *the = argument;

    say("%s %s: %s: %s", the->what, the->who, the->error ? the->error->name : "undefined",
        the->error ? the->error->message : "no reason was given");
    return VOW_UNDEFINED;
}

static const struct vow_async_function report_fn = VOW_ASYNC_FUNCTION(report, 3, SMALL_STACK);

static void start_report(const char *what, const char *who, vow_value reason)
{
    struct report the = { what, who, reason.e };

    vow_detach(vow_call(&report_fn, &the, sizeof the));
}

void vow_hook_unhandled_rejection(struct vow_promise *promise, const char *task)
{
    start_report("unhandled rejection in", task, vow_promise_value(promise));
}

void vow_hook_rejection_handled(struct vow_promise *promise)
{
    start_report("handled late:", "a rejection", vow_promise_value(promise));
}

void vow_hook_uncaught_error(vow_value reason) { start_report("uncaught", "error", reason); }
