/* SPDX-License-Identifier: MIT */
/* Cancellation.
 *
 * A cancel goes down from who is cancelled to what it waits for, and to what that waits for: nodes that wait, and
 * promises that are waited for, in turn. At the end of the way something is taken back, or the last node is made to wait
 * for a promise that is rejected already. The rejection comes up the same way as any other, so the order of everything is
 * that of "the awaited promise was rejected now". Every task on the way is marked until it has seen the error: one whose
 * answer is a value after all is cut short at its next await. */
#include "combinator.h"
#include "generator.h"
#include "sleep.h"
#include "then.h"

#include <vow/cancel.h>

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

/* The generator that has the request in its queue, if it has a body. */
static struct vow_generator *generator_asked(const struct vow_promise *request)
{
    struct vow_task *task = NULL;

    while ((task = vow_task_next(task)) != NULL) {
        struct vow_node *node, *last;

        if (!(task->node.flags & TASK_GENERATOR) || !(last = task->owner.generator->requests))
            continue;
        node = last;
        do {
            if (node == &request->node)
                return task->owner.generator;
            node = node->next;
        } while (node != last);
    }
    return NULL;
}

/* A generator that is over and waits for the operand of this return request; NULL: none does. */
static struct vow_generator *generator_after(const struct vow_promise *request)
{
    const unsigned kind = REQUEST_RETURN | REQUEST_OF_PROMISE;
    const struct vow_promise *operand;
    struct vow_node *node, *last;

    if ((request->node.flags & kind) != kind)
        return NULL;
    operand = (const struct vow_promise *)(request->value.u & ~OPERAND_THENABLE);
    node = last = operand->node.state < VOW_FULFILLED ? operand->reactions : NULL;
    while (node) {
        if (node->state == NODE_DRAIN && ((struct vow_generator *)node)->requests->next == &request->node)
            return (struct vow_generator *)node;
        node = node->next == last ? NULL : node->next;
    }
    return NULL;
}

/* The generator that has the request in its queue, without a body: one of the requests is in service. */
static struct vow_generator *generator_without_body(const struct vow_promise *request)
{
    const struct vow_node *node = &request->node;
    struct vow_generator *generator;

    do {
        generator = generator_after((const struct vow_promise *)node);
        node = node->next;
    } while (!generator && node != &request->node);
    return generator;
}

/* ---- the way down ---- */

struct way {
    struct vow_loop *loop;
    struct vow_node *start; /* where the nodes begin */
    struct vow_node *lists; /* combinators whose elements are still to be cancelled, through node.next */
    enum vow_cancel_outcome outcome;
};

/* Marks a task as cancelled. True: it waits, and its wait is to be cut short. */
static bool mark(struct way *way, struct vow_task *task, unsigned how)
{
    way->outcome = VOW_CANCELLED;
    if (task->node.flags & TASK_SHIELDED) {
        if (how == TASK_CANCEL)
            task->node.flags |= TASK_CANCEL_LATER;
        return false;
    }
    task->node.flags |= (uint8_t)how;
    if (task_is_active(way->loop, task))
        return false;
    if (task->node.flags & TASK_GENERATOR && task->owner.generator->node.flags != GENERATOR_EXECUTING)
        return false;
    return true;
}

/* Its settler has lost its say, and its reference. */
static void reject(struct way *way, struct vow_promise *promise)
{
    way->outcome = VOW_CANCELLED;
    settle(promise, VOW_REJECTED, vow_error_value(&vow_error_cancelled));
    release(promise);
}

/* A request of a generator. Gives back the body that is to be cancelled, or the generator itself, which waits for an operand, or
 * NULL. */
static struct vow_node *cancel_request(struct way *way, struct vow_promise *request)
{
    struct vow_generator *generator = generator_asked(request), *over = generator ? NULL : generator_without_body(request);

    way->outcome = VOW_CANCELLED;
    if (over)
        generator = over;
    if (!generator)
        return NULL; /* its answer is about to come */
    if (generator->requests->next == &request->node) {
        if (over)
            return &generator->node;
        return mark(way, generator->at.task, TASK_CANCEL) ? &generator->at.task->node : NULL;
    }
    ring_take_out(&generator->requests, &request->node);
    if (request->node.flags & REQUEST_OF_PROMISE)
        release((struct vow_promise *)(request->value.u & ~OPERAND_THENABLE));
    reject(way, request);
    way->outcome = VOW_CANCEL_NOT_STARTED;
    return NULL;
}

/* Tells whoever will settle a pending promise. False: there is no one. *next is the node at which the way goes on. */
static bool tell_settler(struct way *way, struct vow_promise *promise, struct vow_node **next)
{
    struct vow_task *task;

    *next = NULL;
    if (promise->node.state == NODE_THENABLE) /* its `then` has not been called yet */
        return false;
    if (promise->node.state == NODE_THENABLE_WAIT) {
        reject(way, promise);
        return true;
    }
    if (promise->node.state != VOW_PENDING) {
        *next = &promise->node;
        return true;
    }
    if (promise->node.flags & PROMISE_REQUEST) {
        *next = cancel_request(way, promise);
        return true;
    }
    if (promise->node.flags & PROMISE_HAS_SOURCE) {
        struct vow_source *source = *(void *volatile *)&promise->value.p;
        enum vow_cancel_outcome outcome;

        /* A handler may have claimed it since has_arrived: it writes `next`, then the value. Without `next` this is the source. */
        if (*(struct vow_node *volatile *)&promise->node.next)
            return true;
        outcome = (source->methods->cancel ? source->methods->cancel : vow_sleep_cancel_)(source, promise);
        if (way->outcome != VOW_CANCELLED) /* of a task that waits for it: that one is told in any case */
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
    if (task && mark(way, task, TASK_CANCEL))
        *next = &task->node;
    return task != NULL;
}

/* A value that is there is kept, and so is one that a handler has handed over: only then has a pending promise a `next`
 * that is neither a request's nor the end of somebody's list. */
static bool has_arrived(const struct vow_promise *promise)
{
    return promise->node.state >= VOW_FULFILLED
           || (promise->node.state == VOW_PENDING && promise->node.next && !(promise->node.flags & PROMISE_REQUEST));
}

/* From a node that waits. A slot lies in the frame of who waits, so that wait never ends before its answer. One that waits for
 * the start, which waits for it, is cut off; there is no other way to come by the same node twice, as it would have two consumers. */
static void go_down(struct way *way, struct vow_node *node)
{
    while (node) {
        struct vow_promise *promise = awaited_by(node, NULL);
        struct vow_node *next;

        if (!promise || has_arrived(promise))
            return;
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
        release(&list->result);
    }
}

/* ---- who is cancelled ---- */

void vow_cancel_mark_(struct vow_task *task, unsigned how)
{
    struct way way = { .loop = LOOP, .outcome = VOW_CANCEL_TOO_LATE };

    if (mark(&way, task, how))
        go_all_ways(&way, &task->node);
}

enum vow_cancel_outcome vow_task_cancel(struct vow_task *task)
{
    if (!(task->node.flags & TASK_LIVE))
        return VOW_CANCEL_TOO_LATE;
    vow_cancel_mark_(task, TASK_CANCEL);
    return VOW_CANCELLED;
}

enum vow_cancel_outcome vow_promise_cancel(struct vow_promise *promise)
{
    struct way way = { .loop = LOOP, .outcome = VOW_CANCEL_TOO_LATE };
    struct vow_node *next;

    if (has_arrived(promise))
        return VOW_CANCEL_TOO_LATE;
    if (tell_settler(&way, promise, &next)) {
        go_all_ways(&way, next);
        return way.outcome;
    }
    if (promise->node.state == NODE_THENABLE)
        return VOW_CANCEL_TOO_LATE;
    promise->node.flags |= PROMISE_RESOLVED;
    settle(promise, VOW_REJECTED, vow_error_value(&vow_error_cancelled));
    return VOW_CANCELLED;
}

/* ---- what the marks of a task become ---- */

/* With both marks the error is taken to be the scope's. */
void vow_cancel_seen_(struct vow_task *task, vow_value reason)
{
    if (reason.e == &vow_error_cancelled && !(task->node.flags & TASK_CANCEL_SCOPE))
        task->node.flags &= (uint8_t)~TASK_CANCEL;
}

unsigned vow_shield_(struct vow_task *task)
{
    unsigned flags = task->node.flags, later = flags & TASK_CANCEL ? TASK_CANCEL_LATER : 0;

    task->node.flags = (uint8_t)((flags & ~TASK_CANCELS) | TASK_SHIELDED | later);
    return flags;
}

void vow_unshield_(struct vow_task *task, unsigned flags)
{
    if (flags & TASK_SHIELDED)
        return;
    task->node.flags &= (uint8_t)~TASK_SHIELDED;
    if (task->node.flags & TASK_CANCEL_LATER)
        task->node.flags ^= TASK_CANCEL_LATER | TASK_CANCEL;
    if (vow_cancel_scopes_fired_ && vow_cancel_scopes_fired_(task))
        task->node.flags |= TASK_CANCEL_SCOPE;
}

/* ---- the awaits of a task that is marked ---- */

/* It keeps what is there: only an await that has to wait is cut short. */
struct vow_promise *vow_cancel_await_(struct vow_task *task, struct vow_promise *promise)
{
    struct way way = { .loop = LOOP, .outcome = VOW_CANCEL_TOO_LATE };

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
    struct vow_task *task = LOOP->current;

    if (task->node.flags & TASK_CANCELS)
        vow_cancel_throw_(task);
}

void vow_promise_set_source(struct vow_promise *promise, struct vow_source *source)
{
    promise_set_source(promise, source);
}
