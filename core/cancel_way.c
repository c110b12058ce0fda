/* SPDX-License-Identifier: MIT */
/* The way of a cancel down from who is cancelled (cancel.c): nodes that wait, and promises that are waited for, in turn. */
#include "cancel.h"
#include "combinator.h"
#include "generator.h"
#include "sleep.h"
#include "then.h"

/* What a cancelled node awaits instead. Shared, so its count is made whole each time. */
static struct vow_promise *rejected_promise(struct vow_loop *loop)
{
    struct vow_promise *promise = &loop->cancelled;

    promise_init(promise, VOW_REJECTED, PROMISE_RESOLVED | PROMISE_HANDLED | PROMISE_IS_DRY, SLOT_REFERENCES);
    promise->value = vow_error_value(&vow_error_cancelled);
    return promise;
}

/* ---- nodes that wait ---- */

/* What the node waits for; NULL: nothing, or it is on its way. With `instead`, that from now on. */
static struct vow_promise *awaited_by(struct vow_node *node, struct vow_promise *instead)
{
    struct vow_promise **place, *promise;

    switch (node->state) {
    case NODE_TASK:
        place = &((struct vow_task *)node)->awaiting;
        break;
    case NODE_THEN:
    case NODE_FINALLY:
    case NODE_FINALLY_END:
        place = &((struct then_record *)node)->source;
        break;
    case NODE_DRAIN:
        place = &((struct vow_generator *)node)->at.awaiting;
        break;
    case NODE_ELEMENT:
        place = &((struct element *)node)->source;
        break;
    case NODE_WRAP:
        if (!CONTAINER_OF(node, struct vow_sync_wrapper, slot.node)->waits)
            return NULL;
        /* fallthrough */
    case NODE_ADOPT:
    case NODE_ADOPTING:
        promise = ((struct vow_promise *)node)->value.p;
        if (instead)
            ((struct vow_promise *)node)->value.p = instead;
        return promise;
    default:
        return NULL;
    }
    promise = *place;
    if (instead)
        *place = instead;
    return promise;
}

/* The node's wait ends; the promise goes on without it. One that is queued to subscribe later does so as it is. */
static void unhook(struct vow_loop *loop, struct vow_node *node)
{
    struct vow_promise *promise = awaited_by(node, rejected_promise(loop));

    if (ring_take_out(&promise->reactions, node))
        enqueue(loop, node);
    release(promise);
}

/* ---- promises that are waited for ---- */

static bool is_slot(const struct vow_promise *promise) { return promise->node.references >= SLOT_REFERENCES; }

/* Does nobody but the one who waits, and the one who will settle it, refer to the promise? */
static bool has_one_consumer(const struct vow_promise *promise)
{
    unsigned settler = 1;

    if ((promise->node.flags & PROMISE_POOL) == PROMISE_IN_LIST)
        settler = ((const struct list *)promise)->left;
    return is_slot(promise) || promise->node.references <= settler + 1;
}

/* ---- the way down ---- */

/* The `then` of one that is still queued will not be called. */
static void cancel_thenable(struct way *way, struct vow_promise *promise)
{
    const bool is_queued = promise->node.state == NODE_THENABLE;

    if (is_queued)
        queue_take_out(way->loop, &promise->node);
    cancel_reject(way, promise);
    if (is_queued)
        way->outcome = VOW_CANCEL_NOT_STARTED;
}

bool vow_cancel_tell_settler_(struct way *way, struct vow_promise *promise, struct vow_node **next)
{
    struct vow_task *task;

    *next = NULL;
    if (promise->node.state == NODE_THENABLE || promise->node.state == NODE_THENABLE_WAIT) {
        cancel_thenable(way, promise);
        return true;
    }
    if (promise->node.state != VOW_PENDING) {
        cancel_mark_answer(way, promise);
        *next = &promise->node;
        return true;
    }
    if (promise->node.flags & PROMISE_REQUEST) {
        *next = vow_cancel_request_(way, promise);
        return true;
    }
    if (promise->node.flags & PROMISE_HAS_SOURCE) {
        struct vow_source *source = *(void *volatile *)&promise->value.p; /* [K2] */
        enum vow_cancel_outcome outcome;

        /* A handler may have claimed it since cancel_has_arrived: it writes `next`, then the value. Without `next` this is the source. */
        if (*(struct vow_node *volatile *)&promise->node.next) /* [K3] */
            return true;
        outcome = (source->methods->cancel ? source->methods->cancel : vow_sleep_cancel_)(source, promise);
        /* A task that waits for it is told in any case. */
        if (way->outcome != VOW_CANCELLED || outcome == VOW_CANCEL_NOT_STARTED)
            way->outcome = outcome;
        return true;
    }
    if ((promise->node.flags & PROMISE_POOL) == PROMISE_IN_LIST) {
        way->outcome = VOW_CANCELLED;
        vow_promise_retain(promise);
        promise->node.next = way->lists;
        way->lists = &promise->node;
        return true;
    }
    task = task_that_settles(promise);
    if (!task)
        return false;
    cancel_mark_answer(way, promise);
    if (vow_cancel_task_from_outside_(way, task))
        *next = &task->node;
    return true;
}

/* What a then or finally waited for is there, and its callback is about to run. It runs, as what has arrived is not lost, and what it
 * adopts is cancelled. */
static void cancel_job(struct way *way, struct vow_node *node)
{
    if (node->state != NODE_THEN && node->state != NODE_FINALLY)
        return;
    node->flags |= PROMISE_CANCELLED;
    way->outcome = VOW_CANCELLED;
}

/* From a node that waits. A slot lies in the frame of who waits, so that wait never ends before its answer. One that waits for
 * the start, which waits for it, is cut off; there is no other way to come by the same node twice, as it would have two consumers. */
static void go_down(struct way *way, struct vow_node *node)
{
    while (node) {
        struct vow_promise *promise = awaited_by(node, NULL);
        struct vow_node *next;

        if (!promise)
            return;
        if (cancel_has_arrived(promise)) {
            cancel_job(way, node);
            return;
        }
        if (!has_one_consumer(promise) || !vow_cancel_tell_settler_(way, promise, &next) || (next && next == way->start)) {
            if (is_slot(promise))
                return;
            way->outcome = VOW_CANCELLED;
            unhook(way->loop, node);
            return;
        }
        node = next;
    }
}

/* Nested combinators are put on the list, so that nesting uses no stack. */
void vow_cancel_go_(struct way *way, struct vow_node *node)
{
    way->start = node;
    go_down(way, node);
    while (way->lists) {
        struct list *list = (struct list *)way->lists;

        way->lists = list->result.node.next;
        list->result.node.next = NULL;
        for (size_t i = 0; i < list->count; i++)
            go_down(way, &element_at(list, i)->node);
        way->outcome = VOW_CANCELLED; /* whatever the last one said */
        release(&list->result);
    }
}
