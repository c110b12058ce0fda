/* SPDX-License-Identifier: MIT */
/* What the things that tasks share are made of: queues of those who wait. Private; it is here because of the sizes. */
#ifndef VOW_WAITING_H
#define VOW_WAITING_H

#include <vow/cancel.h>

VOW_BEGIN_DECLARATIONS

struct vow_waiter;
struct vow_selection;

/* First come, first served. All zero: nobody waits. */
struct vow_wait_queue {
    struct vow_waiter *first, *last;
};

/* Somebody who waits, in a frame of his or in the state of an iterator. Who ends the wait settles `slot`. */
struct vow_waiter {
    struct vow_source source;         /* for a cancel of the slot */
    struct vow_wait_queue *queue;     /* in which it stands, or NULL */
    struct vow_waiter *next, *previous;
    struct vow_promise *slot;
    struct vow_selection *selection;  /* not NULL: one case of several, of which the first one counts */
    vow_value value;                  /* a sender's item, a lock's task, a subscriber */
};

/* Its function is called by the loop when the promise to which it was subscribed has settled. */
struct vow_reaction {
    struct vow_node node;
    void (*run)(struct vow_reaction *reaction);
};

/* How an interrupt handler makes the loop look after a queue: rung twice before that, it rings once. All zero: at rest. */
struct vow_bell {
    struct vow_promise promise;
    struct vow_reaction reaction;
};

VOW_END_DECLARATIONS

#endif
