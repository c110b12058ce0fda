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
    enum vow_cancel_outcome outcome;
};

/* Marks a task as cancelled. True: it waits, and its wait is to be cut short. Who fires a scope has looked at the shields. */
bool vow_cancel_task_(struct way *way, struct vow_task *task, unsigned how);

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
