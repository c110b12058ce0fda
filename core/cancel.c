/* SPDX-License-Identifier: MIT */
/* Cancellation.
 *
 * A cancel goes down from who is cancelled to what it waits for, and to what that waits for: nodes that wait, and
 * promises that are waited for, in turn. At the end of the way something is taken back, or the last node is made to wait
 * for a promise that is rejected already. The rejection comes up the same way as any other, so the order of everything is
 * that of "the awaited promise was rejected now". Every task on the way is marked until it has seen the error: one whose
 * answer is a value after all is cut short at its next await. A way that begins at a scope, or at one who insists, also
 * marks the answers that it passes as unwanted: who is to give one is cut short until it has. */
#include "cancel.h"

const struct vow_error vow_error_cancelled = { "CancelError", "the operation was cancelled", -30 };

/* ---- who is cancelled ---- */

/* As a handler does: one that would settle the promise from here on finds it claimed, and then settled. */
static bool claim(struct vow_promise *promise)
{
    uintptr_t next = 0;

    while (!vow_arch_compare_exchange((uintptr_t *)(void *)&promise->node.next, &next, HAND_OVER_END)) /* [K6] */
        if (next)
            return false;
    return true;
}

void vow_cancel_scope_fired_(struct vow_task *task)
{
    struct way way = { .loop = LOOP, .how = TASK_CANCEL_SCOPE };

    if (vow_cancel_task_(&way, task))
        vow_cancel_go_(&way, &task->node);
}

enum vow_cancel_outcome vow_task_cancel(struct vow_task *task)
{
    NOT_IN_HANDLER();
    struct way way = { .loop = LOOP, .how = TASK_CANCEL };

    if (!(task->node.flags & TASK_LIVE))
        return VOW_CANCEL_TOO_LATE;
    if (vow_cancel_task_from_outside_(&way, task))
        vow_cancel_go_(&way, &task->node);
    return way.outcome;
}

static enum vow_cancel_outcome cancel(struct vow_promise *promise, unsigned how)
{
    struct way way = { .loop = LOOP, .how = (uint8_t)how, .outcome = VOW_CANCEL_TOO_LATE };
    struct vow_node *next;

    if (cancel_has_arrived(promise))
        return VOW_CANCEL_TOO_LATE;
    if (vow_cancel_tell_settler_(&way, promise, &next)) {
        vow_cancel_go_(&way, next);
        return way.outcome;
    }
    if (!claim(promise))
        return VOW_CANCEL_TOO_LATE;
    promise->node.flags |= PROMISE_RESOLVED;
    settle(promise, VOW_REJECTED, vow_error_value(&vow_error_cancelled));
    return VOW_CANCELLED;
}

enum vow_cancel_outcome vow_promise_cancel(struct vow_promise *promise)
{
    NOT_IN_HANDLER();
    return cancel(promise, TASK_CANCEL);
}

enum vow_cancel_outcome vow_cancel_insist_(struct vow_promise *promise) { return cancel(promise, TASK_CANCEL_SCOPE); }

void vow_cancel_followed_(struct vow_promise *promise)
{
    struct way way = { .loop = LOOP, .how = promise->node.flags & PROMISE_UNWANTED ? TASK_CANCEL_SCOPE : TASK_CANCEL };
    struct vow_node *next;

    promise->node.flags &= (uint8_t)~PROMISE_CANCELLED;
    if (vow_cancel_tell_settler_(&way, promise, &next))
        vow_cancel_go_(&way, next);
}

/* ---- the awaits of a task that is marked ---- */

/* It keeps what is there: only an await that has to wait is cut short. */
struct vow_promise *vow_cancel_await_(struct vow_task *task, struct vow_promise *promise)
{
    struct way way = { .loop = LOOP, .how = task->node.flags & TASK_CANCEL_SCOPE ? TASK_CANCEL_SCOPE : TASK_CANCEL };

    task->awaiting = promise;
    subscribe(promise, &task->node);
    if (promise->node.state < VOW_FULFILLED)
        vow_cancel_go_(&way, &task->node);
    CANCEL_POINT_IN(way.loop, task, task->resumer ? task->resumer : &way.loop->root);
    vow_leave_(way.loop); /* it may be the next job itself */
    return task->awaiting;
}

void vow_cancel_throw_(struct vow_task *task)
{
    vow_cancel_seen_(task, vow_error_value(&vow_error_cancelled));
    vow_throw_error(&vow_error_cancelled);
}

void vow_cancel_check(void)
{
    NOT_IN_HANDLER();
    struct vow_task *task = LOOP->current;

    if (task->node.flags & TASK_CANCELS)
        vow_cancel_throw_(task);
}

void vow_promise_set_source(struct vow_promise *promise, struct vow_source *source)
{
    NOT_IN_HANDLER();
    promise_set_source(promise, source);
}
