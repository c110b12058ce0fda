/* SPDX-License-Identifier: MIT */
/* A cancel (cancel.c) on its way down (cancel_way.c), through tasks (cancel_task.c) and requests of generators (cancel_request.c). */
#ifndef VOW_CORE_CANCEL_H
#define VOW_CORE_CANCEL_H

#include "internal.h"

#include <vow/cancel.h>

struct way {
    struct vow_loop *loop;
    struct vow_node *start; /* where the nodes begin */
    struct vow_node *lists; /* combinators whose elements are still to be cancelled, through node.next */
    uint8_t how;            /* one of TASK_CANCELS */
    enum vow_cancel_outcome outcome;
};

/* Marks a task as cancelled. True: it waits, and its wait is to be cut short. */
bool vow_cancel_task_(struct way *way, struct vow_task *task);
/* The same from outside the task: shields keep it out. */
bool vow_cancel_task_from_outside_(struct way *way, struct vow_task *task);

/* From a node that waits down to what can be taken back; NULL is the end of a way already. */
void vow_cancel_go_(struct way *way, struct vow_node *node);

/* Tells whoever will settle a pending promise. False: there is no one. *next is the node at which the way goes on. */
bool vow_cancel_tell_settler_(struct way *way, struct vow_promise *promise, struct vow_node **next);

/* A value that is there is kept, and so is one that a handler has handed over: only then has a pending promise a `next`
 * that is neither a request's nor the end of somebody's list. */
static inline bool cancel_has_arrived(const struct vow_promise *promise)
{
    return promise->node.state >= VOW_FULFILLED
           || (promise->node.state == VOW_PENDING && promise->node.next /* [K1] */ && !(promise->node.flags & PROMISE_REQUEST));
}

/* The promise is awaited, and has a settler who will be told. */
static inline void cancel_mark_answer(const struct way *way, struct vow_promise *promise)
{
    if (way->how == TASK_CANCEL_SCOPE)
        promise->node.flags |= PROMISE_UNWANTED | PROMISE_HANDLED;
}

/* vow_promise_cancel by one who waits for the end in any case and has no use for the answer: whoever is to settle the promise is
 * cut short at each await until it has. */
enum vow_cancel_outcome vow_cancel_insist_(struct vow_promise *promise);

/* A request of a generator. Gives back the body that is to be cancelled, or the generator itself, which waits for an operand, or
 * NULL. */
struct vow_node *vow_cancel_request_(struct way *way, struct vow_promise *request);

/* Its settler has lost its say, and its reference. */
static inline void cancel_reject(struct way *way, struct vow_promise *promise)
{
    way->outcome = VOW_CANCELLED;
    settle(promise, VOW_REJECTED, vow_error_value(&vow_error_cancelled));
    release(promise);
}

#endif
