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
    follow_cancelled(promise);
}

void vow_promise_adopt(struct vow_promise *promise, struct vow_promise *followed)
{
    NOT_IN_HANDLER();
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
    subscribe(promise->value.p, node);
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
    NOT_IN_HANDLER();
    vow_adopted_set_(LOOP->current, (uintptr_t)promise);
    return vow_pointer(promise);
}

void vow_adopted_drop_(struct vow_task *context)
{
    uintptr_t adopted = context->adopted;

    context->adopted = 0;
    if (adopted && !(adopted & ADOPTED_THENABLE))
        release((struct vow_promise *)adopted);
}

void vow_adopted_set_(struct vow_task *context, uintptr_t adopted)
{
    vow_adopted_drop_(context);
    context->adopted = adopted;
}

/* A finally block or a later return may have replaced what was announced. */
bool vow_adopted_resolve_(struct vow_task *context, struct vow_promise *promise, vow_value value)
{
    uintptr_t adopted = context->adopted;

    if (value.u != (adopted & ~ADOPTED_THENABLE)) {
        vow_adopted_drop_(context);
        return false;
    }
    context->adopted = 0;
    if (UNLIKELY(context->node.flags & (TASK_CANCEL | TASK_CANCEL_LATER)) && context->owner.promise == promise)
        promise->node.flags |= PROMISE_CANCELLED; /* it did not wait any more */
    if (adopted & ADOPTED_THENABLE)
        vow_promise_follow_thenable_(promise, value.p);
    else
        vow_promise_follow_(promise, value.p);
    return true;
}

/* Promise.resolve of what was returned; NULL: a plain value. */
struct vow_promise *vow_adopted_promise_(struct vow_task *context, vow_value value)
{
    uintptr_t adopted = context->adopted;

    if (value.u != (adopted & ~ADOPTED_THENABLE)) {
        vow_adopted_drop_(context);
        return NULL;
    }
    context->adopted = 0;
    return adopted & ADOPTED_THENABLE ? vow_promise_from_thenable(value.p) : value.p;
}
