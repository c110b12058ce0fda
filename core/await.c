/* SPDX-License-Identifier: MIT */
/* await. The waiting task is its own reaction, so nothing is allocated; the promise stays referenced by task->awaiting
 * until the task has read it. */
#include "internal.h"

vow_value vow_await(struct vow_promise *promise)
{
    NOT_IN_HANDLER();
    vow_value value;
    unsigned status;

    promise = await_promise(promise);
    status = promise->node.state;
    value = promise->value;
    release_inline(promise);
    if (UNLIKELY(status >= VOW_REJECTED))
        vow_throw_awaited_(status, value);
    return value;
}

void vow_await_refused_(const struct vow_task *task, const void *place)
{
#if VOW_CONFIG_ASSERT
    if (task->node.flags & TASK_LOOP)
        vow_panic_at_("await outside a task", place);
#else
    (void)task, (void)place;
#endif
}

enum vow_status vow_await_result(struct vow_promise *promise, vow_value *value)
{
    NOT_IN_HANDLER();
    enum vow_status status;

    promise = await_promise(promise);
    status = (enum vow_status)promise->node.state;
    CANCEL_SEEN(LOOP->current, status, promise->value);
    if (value)
        *value = promise->value;
    release_inline(promise);
    return status;
}

enum vow_status vow_await_nested_(struct vow_promise *promise, vow_value *value)
{
    enum vow_status status;

    promise = await_promise(promise);
    status = (enum vow_status)promise->node.state;
    *value = nested_value(promise);
    CANCEL_SEEN(LOOP->current, status, *value);
    release(promise);
    return status;
}

vow_value vow_await_value(vow_value value)
{
    NOT_IN_HANDLER();
    struct vow_loop *loop = LOOP;
    struct vow_task *task = waiter(loop);

    task->awaiting = NULL;
    if (!task->resumer && !loop->queue_head) {
        count_microtask(loop);
        return value;
    }
    enqueue(loop, &task->node);
    suspend(loop, task);
    return value;
}

/* The caller subscribes first and hands its own resumer on: between the end of a call and the await of its promise
 * nothing else could run, so the order of everything is that of vow_await(vow_call(...)). */
vow_value vow_await_call(const struct vow_async_function *function, const void *argument, size_t bytes)
{
    NOT_IN_HANDLER();
    struct vow_loop *loop = LOOP;
    struct vow_task *me = waiter(loop), *task = vow_task_new_(&function->function, argument, bytes);
    struct vow_promise slot;

    if (UNLIKELY(!task))
        return vow_await(vow_dry_stack_());
    slot_init(&slot);
    slot.value = VOW_UNDEFINED;
    task->owner.promise = &slot;
    me->awaiting = &slot;
    me->node.next = &me->node;
    slot.reactions = &me->node;
    hand_over_to(loop, me, task);
    if (UNLIKELY(status_is_list(slot.node.state)))
        release(slot.value.p);
    if (UNLIKELY(slot.node.state >= VOW_REJECTED))
        vow_throw_awaited_(slot.node.state, slot.value);
    return slot.value;
}
