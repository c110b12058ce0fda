/* SPDX-License-Identifier: MIT */
/* Adoption: a promise follows another one (2.4 to 2.7). The waiting promise is its own queue node, and its value slot
 * holds what it follows; nothing is allocated. */
#include "internal.h"

/* Consumes `followed`; `promise` is claimed and stays referenced by its owner. */
void vow_promise_follow_(struct vow_promise *promise, struct vow_promise *followed)
{
    if (promise == followed) {
        release(followed);
        settle(promise, VOW_REJECTED, vow_error_value(&vow_error_self_resolution));
        return;
    }
    promise->node.state = NODE_ADOPT;
    promise->node.flags |= PROMISE_RESOLVED;
    promise->value = vow_pointer(followed);
    vow_promise_retain(promise);
    enqueue(LOOP, &promise->node);
}

void vow_promise_adopt(struct vow_promise *promise, struct vow_promise *followed)
{
    if (vow_promise_claim_(promise))
        vow_promise_follow_(promise, followed);
    else
        release(followed);
    release(promise);
}

void vow_adopt_job_(struct vow_node *node)
{
    struct vow_promise *promise = (struct vow_promise *)node;

    node->state = NODE_ADOPTING;
    subscribe(LOOP, promise->value.p, node);
}

void vow_adopting_job_(struct vow_node *node)
{
    struct vow_promise *promise = (struct vow_promise *)node, *followed = promise->value.p;

    settle(promise, followed->node.state, followed->value);
    release(followed);
    release(promise);
}

vow_value vow_adopt(struct vow_promise *promise)
{
    struct vow_task *context = LOOP->current;

    if (context->adopted)
        release(context->adopted);
    context->adopted = promise;
    return vow_pointer(promise);
}

/* A finally block or a later return may have replaced what was announced: then it is let go. */
struct vow_promise *vow_adopted_take_(struct vow_task *context, vow_value value)
{
    struct vow_promise *adopted = context->adopted;

    context->adopted = NULL;
    if (value.p == adopted)
        return adopted;
    release(adopted);
    return NULL;
}
