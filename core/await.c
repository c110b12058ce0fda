/* SPDX-License-Identifier: MIT */
/* await. The waiting task is its own reaction, so nothing is allocated; the promise stays referenced by task->awaiting
 * until the task has read it. */
#include "internal.h"

void vow_leave_(struct vow_loop *loop)
{
    struct vow_task *task = loop->current, *next = task->resumer;

    leave_inline(loop, task, LIKELY(!next) ? &loop->root : next);
}

/* The end of an await that is not the common one: others refer to the promise, or it was rejected, or is a list. */
static __attribute__((noinline)) vow_value await_end(struct vow_promise *promise)
{
    const unsigned status = promise->node.state;
    const vow_value value = promise->value;

    release(promise);
    if (UNLIKELY(status >= VOW_REJECTED))
        vow_throw_awaited_(status, value);
    return value;
}

/* The place of its panic is that of vow_await's caller, as it is called last. */
static __attribute__((noinline)) vow_value await_marked(struct vow_promise *promise)
{
    struct vow_task *task = LOOP->current;

    vow_await_refused_(task, vow_arch_caller());
    return await_end(vow_cancel_await_(task, promise));
}

/* One that waits already. */
static __attribute__((noinline)) void append(struct vow_node **ring, struct vow_node *node) { ring_append(ring, node); }

vow_value vow_await(struct vow_promise *promise)
{
    NOT_IN_HANDLER();
    struct vow_loop *loop = LOOP;
    struct vow_task *task = loop->current;
    uint32_t word;
    vow_value value;

    CANCEL_POINT_BEFORE(task);
    if (UNLIKELY(task->node.flags & (TASK_LOOP | TASK_CANCELS)))
        return await_marked(promise);
    DEBUG_ASSERT(promise->node.state != NODE_FREE, "a promise is used after its last release");
    task->awaiting = promise;
    word = node_word(&promise->node);
    if (LIKELY((word & 0xFF) < VOW_FULFILLED)) {
        node_set_word(&promise->node, word | WORD_FLAG(PROMISE_HANDLED));
        if (LIKELY(!promise->reactions)) {
            task->node.next = &task->node;
            promise->reactions = &task->node;
        } else {
            append(&promise->reactions, &task->node);
        }
        suspend_inline(loop, task);
        promise = task->awaiting;
        word = node_word(&promise->node);
    } else {
        if (UNLIKELY(word & STATUS_REJECTS)) {
            vow_rejection_handled_(promise);
            promise = task->awaiting;
            word = node_word(&promise->node);
        }
        if (LIKELY(!task->resumer && !loop->queue)) {
            count_microtask(loop); /* its own wake-up would be the very next job */
        } else {
            suspend_queued(loop, task);
            promise = task->awaiting;
            word = node_word(&promise->node);
        }
    }
    value = promise->value;
    if (LIKELY(is_plain_and_last(word)))
        give_plain(loop, promise);
    else if (word >= 2 * WORD_REFERENCE && !(word & STATUS_REJECTS))
        node_set_word(&promise->node, word - WORD_REFERENCE);
    else
        return await_end(promise);
    return value;
}

struct vow_promise *vow_await_promise_(struct vow_promise *promise, const void *place)
{
    struct vow_loop *loop = LOOP;
    struct vow_task *task = loop->current;

    if (UNLIKELY(task->node.flags & (TASK_LOOP | TASK_CANCELS))) {
        vow_await_refused_(task, place);
        return vow_cancel_await_(task, promise);
    }
    DEBUG_ASSERT(promise->node.state != NODE_FREE, "a promise is used after its last release");
    task->awaiting = promise;
    if (LIKELY(promise->node.state < VOW_FULFILLED)) {
        promise->node.flags |= PROMISE_HANDLED;
        ring_append(&promise->reactions, &task->node);
        suspend_inline(loop, task);
    } else {
        reaction_added(promise);
        if (!task->resumer && !loop->queue)
            count_microtask(loop); /* its own wake-up would be the very next job */
        else
            suspend_queued(loop, task);
    }
    return task->awaiting;
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
    if (!task->resumer && !loop->queue)
        count_microtask(loop);
    else
        suspend_queued(loop, task);
    return value;
}

/* The function's promise was rejected, or is a list. */
static __attribute__((noinline)) vow_value call_end(const struct vow_promise *slot)
{
    if (status_is_list(slot->node.state))
        release(slot->value.p);
    if (slot->node.state >= VOW_REJECTED)
        vow_throw_awaited_(slot->node.state, slot->value);
    return slot->value;
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
    return LIKELY(slot.node.state <= VOW_DONE) ? slot.value : call_end(&slot);
}
