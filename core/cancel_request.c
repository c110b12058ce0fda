/* SPDX-License-Identifier: MIT */
/* Requests of generators that are cancelled. Nothing leads from a request to its generator: it is looked for among the bodies, and
 * a generator without one where the operand of a return request leads. */
#include "cancel.h"
#include "generator.h"

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

struct vow_node *vow_cancel_request_(struct way *way, struct vow_promise *request)
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
        cancel_mark_answer(way, request);
        return vow_cancel_task_from_outside_(way, generator->at.task) ? &generator->at.task->node : NULL;
    }
    ring_take_out(&generator->requests, &request->node);
    if (request->node.flags & REQUEST_OF_PROMISE)
        release((struct vow_promise *)(request->value.u & ~OPERAND_THENABLE));
    cancel_reject(way, request);
    way->outcome = VOW_CANCEL_NOT_STARTED;
    return NULL;
}
