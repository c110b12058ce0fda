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
#include "combinator.h"
#include "generator.h"
#include "sleep.h"
#include "then.h"

const struct vow_error vow_error_cancelled = { "CancelError", "the operation was cancelled", -30 };

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

/* Tells whoever will settle a pending promise. False: there is no one. *next is the node at which the way goes on. */
static bool tell_settler(struct way *way, struct vow_promise *promise, struct vow_node **next)
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

        /* A handler may have claimed it since has_arrived: it writes `next`, then the value. Without `next` this is the source. */
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

/* A value that is there is kept, and so is one that a handler has handed over: only then has a pending promise a `next`
 * that is neither a request's nor the end of somebody's list. */
static bool has_arrived(const struct vow_promise *promise)
{
    return promise->node.state >= VOW_FULFILLED
           || (promise->node.state == VOW_PENDING && promise->node.next /* [K1] */ && !(promise->node.flags & PROMISE_REQUEST));
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
        if (has_arrived(promise)) {
            cancel_job(way, node);
            return;
        }
        if (!has_one_consumer(promise) || !tell_settler(way, promise, &next) || (next && next == way->start)) {
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
static void go_all_ways(struct way *way, struct vow_node *node)
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
        go_all_ways(&way, &task->node);
}

enum vow_cancel_outcome vow_task_cancel(struct vow_task *task)
{
    NOT_IN_HANDLER();
    struct way way = { .loop = LOOP, .how = TASK_CANCEL };

    if (!(task->node.flags & TASK_LIVE))
        return VOW_CANCEL_TOO_LATE;
    if (vow_cancel_task_from_outside_(&way, task))
        go_all_ways(&way, &task->node);
    return way.outcome;
}

static enum vow_cancel_outcome cancel(struct vow_promise *promise, unsigned how)
{
    struct way way = { .loop = LOOP, .how = (uint8_t)how, .outcome = VOW_CANCEL_TOO_LATE };
    struct vow_node *next;

    if (has_arrived(promise))
        return VOW_CANCEL_TOO_LATE;
    if (tell_settler(&way, promise, &next)) {
        go_all_ways(&way, next);
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
    if (tell_settler(&way, promise, &next))
        go_all_ways(&way, next);
}

/* ---- the awaits of a task that is marked ---- */

/* It keeps what is there: only an await that has to wait is cut short. */
struct vow_promise *vow_cancel_await_(struct vow_task *task, struct vow_promise *promise)
{
    struct way way = { .loop = LOOP, .how = task->node.flags & TASK_CANCEL_SCOPE ? TASK_CANCEL_SCOPE : TASK_CANCEL };

    task->awaiting = promise;
    subscribe(promise, &task->node);
    if (promise->node.state < VOW_FULFILLED)
        go_all_ways(&way, &task->node);
    suspend(way.loop, task);
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
