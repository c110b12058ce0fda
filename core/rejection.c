/* SPDX-License-Identifier: MIT */
/* Rejections that nobody handles (section 9 of the rules). Both lists go through node.next, which a settled promise does
 * not need otherwise, and hold a reference. Who rejected it is kept in `reactions`, free for the same reason. */
#include "internal.h"

void vow_rejection_track_(struct vow_promise *promise)
{
    struct vow_loop *loop = LOOP;

    vow_promise_retain(promise);
    promise->node.next = NULL;
    promise->reactions = (struct vow_node *)(uintptr_t)vow_task_name(loop->current);
    loop->attention |= TO_REPORT;
    *loop->unhandled_tail = &promise->node;
    loop->unhandled_tail = &promise->node.next;
}

/* The first reaction is being added to a rejected promise. The oldest of the pending list is taken off at once, so that
 * a task that awaits one rejection after another fills no pool. Others are taken off when the list is reported, by the
 * flag that subscribe sets. */
void vow_rejection_handled_(struct vow_promise *promise)
{
    struct vow_loop *loop = LOOP;
    const unsigned flags = promise->node.flags;

    if (flags & PROMISE_HANDLED)
        return;
    promise->node.flags = (uint8_t)((flags & ~PROMISE_REPORTED) | PROMISE_HANDLED);
    if (loop->unhandled == &promise->node && (flags & PROMISE_POOL) != PROMISE_IS_DRY) {
        loop->unhandled = promise->node.next;
        if (!loop->unhandled)
            loop->unhandled_tail = &loop->unhandled;
        promise->node.next = NULL;
        release(promise);
        return;
    }
    if (!(flags & PROMISE_REPORTED))
        return;
    vow_promise_retain(promise);
    promise->node.next = NULL;
    loop->attention |= TO_REPORT;
    *loop->late_tail = &promise->node;
    loop->late_tail = &promise->node.next;
}

static struct vow_node *take_all(struct vow_node **list, struct vow_node ***tail)
{
    struct vow_node *first = *list;

    *list = NULL;
    *tail = list;
    return first;
}

/* What is rejected or handled by a hook belongs to the next round, after the microtasks (9.2). */
bool vow_rejections_report_(struct vow_loop *loop)
{
    struct vow_node *late = take_all(&loop->late, &loop->late_tail);
    struct vow_node *unhandled = take_all(&loop->unhandled, &loop->unhandled_tail);
    bool any = late || unhandled;

    loop->attention &= ~(unsigned)TO_REPORT;
    loop->job = REPORT_JOB;
    while (late) {
        struct vow_promise *promise = (struct vow_promise *)late;

        late = late->next;
        vow_hook_rejection_handled(promise);
        release(promise);
    }
    while (unhandled) {
        struct vow_promise *promise = (struct vow_promise *)unhandled;

        unhandled = unhandled->next;
        promise->node.next = NULL;
        if ((promise->node.flags & PROMISE_POOL) == PROMISE_IS_DRY)
            promise->node.flags &= (uint8_t)~DRY_LISTED;
        if (!(promise->node.flags & PROMISE_HANDLED)) {
            promise->node.flags |= PROMISE_REPORTED;
            vow_hook_unhandled_rejection(promise, (const char *)promise->reactions);
        }
        release(promise);
    }
    return any;
}
