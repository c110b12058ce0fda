/* SPDX-License-Identifier: MIT */
/* Bytes of RAM, printed as lines "bytes NAME NUMBER". */
#include <stdio.h>

#include <vow/vow.h>

#include "mark.h"

static vow_value waiting(void *argument) { return vow_await(*(struct vow_promise **)argument); }
static const struct vow_async_function waiting_fn = VOW_ASYNC_FUNCTION(waiting, 1, 256);

/* Control block, argument, and stack down to where the waiting task stands; an interrupt's frame may come on top. */
static size_t waiting_task_bytes(void)
{
    struct vow_promise *promise = vow_promise_new(NULL), *settler = vow_promise_retain(promise);
    struct vow_promise *done = vow_call(&waiting_fn, &promise, sizeof promise);
    struct vow_task *task = NULL;
    size_t bytes = 0;

    while ((task = vow_task_next(task)) != NULL)
        if (task->function == &waiting_fn.function)
            bytes = (size_t)((char *)(task + 1) - (char *)task->context.sp);
    vow_promise_resolve(settler, VOW_UNDEFINED);
    vow_await(done);
    return bytes;
}

void vow_bench_bytes(void)
{
    printf("bytes waiting_task %u\n", (unsigned)waiting_task_bytes());
    printf("bytes task_control_block %u\n", (unsigned)sizeof(struct vow_task));
    printf("bytes promise %u\n", (unsigned)sizeof(struct vow_promise));
    printf("bytes timer %u\n", (unsigned)sizeof(struct vow_timer));
    printf("bytes generator %u\n", (unsigned)sizeof(struct vow_generator));
    printf("bytes loop %u\n", (unsigned)sizeof(struct vow_loop));
}
