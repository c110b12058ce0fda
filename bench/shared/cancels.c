/* SPDX-License-Identifier: MIT */
/* Groups, cancels and timeouts. */
#include "shared.h"

#include <vow/group.h>

static vow_value at_once(void *argument) { return vow_pointer(argument); }
static const struct vow_async_function at_once_fn = VOW_ASYNC_FUNCTION(at_once, 0, 256);

static vow_value waiting(void *argument)
{
    vow_await(vow_promise_new("never"));
    return vow_pointer(argument);
}
static const struct vow_async_function waiting_fn = VOW_ASYNC_FUNCTION(waiting, 0, 256);

static void cancel_waiting(void)
{
    struct vow_promise *promise = vow_call(&waiting_fn, NULL, 0);

    VOW_BENCH_BEGIN(cancel_waiting_task);
    vow_promise_cancel(promise);
    vow_await_result(promise, NULL);
    VOW_BENCH_END(cancel_waiting_task);
}

static void timeout(struct vow_promise *settled)
{
    VOW_BENCH_BEGIN(timeout_not_reached);
    {
        VOW_TIMEOUT_MS(1000);
        vow_await(settled);
    }
    VOW_BENCH_END(timeout_not_reached);
}

void vow_bench_cancels(void)
{
    struct vow_promise *settled = vow_promise_resolved(VOW_UNDEFINED);

    for (int turn = 0; turn < VOW_BENCH_TURNS; turn++) {
        VOW_BENCH_BEGIN(group_of_one);
        VOW_GROUP(group)
            vow_group_call(&group, &at_once_fn, NULL, 0);
        VOW_BENCH_END(group_of_one);

        cancel_waiting();
        timeout(vow_promise_retain(settled));
    }
    vow_promise_release(settled);
}
