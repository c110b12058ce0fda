/* SPDX-License-Identifier: MIT */
/* queueMicrotask: a block of the promise pool carries the callback. */
#include "internal.h"

struct microtask {
    struct vow_node node;
    void (*callback)(void *argument);
    void *argument;
};
_Static_assert(sizeof(struct microtask) <= sizeof(struct vow_promise), "a microtask fits a promise's block");

const struct vow_error *vow_queue_microtask(void (*callback)(void *argument), void *argument)
{
    NOT_IN_HANDLER();
    struct vow_loop *loop = LOOP;
    struct microtask *microtask = pool_take(&loop->promises);

    if (!microtask)
        return &vow_error_pool_promise;
    microtask->node.state = NODE_MICROTASK;
    microtask->callback = callback;
    microtask->argument = argument;
    enqueue(loop, &microtask->node);
    return NULL;
}

void vow_microtask_job_(struct vow_node *node)
{
    struct microtask microtask = *(struct microtask *)node;
    struct vow_loop *loop = LOOP;

    /* Given back first: the callback may throw. */
    loop->job = NO_JOB;
    pool_give(&loop->promises, node);
    microtask.callback(microtask.argument);
}
