/* SPDX-License-Identifier: MIT */
/* A cancel on its way down (cancel.c), through tasks (cancel_task.c) and requests of generators (cancel_request.c). */
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
