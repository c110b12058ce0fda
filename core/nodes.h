/* SPDX-License-Identifier: MIT */
/* Nodes, the queue of microtasks, and rings.
 *
 * Everything that waits or runs later is a node, linked through `next` into exactly one list at a time: the microtask
 * queue, a promise's ring of reactions, a generator's ring of requests, the hand-over from interrupts, a list of
 * rejections, or a pool's free list. The phases of a promise's life in which it needs `next` do not overlap, and its
 * state byte is the kind of job while it is pending and the status once it has settled. That is what makes it 16 bytes.
 */
#ifndef VOW_CORE_NODES_H
#define VOW_CORE_NODES_H

#include "internal.h"

/* Below VOW_FULFILLED: VOW_PENDING, and the kinds of nodes that the queue runs. */
enum node_state {
    NODE_TASK = 1,
    NODE_THEN,
    NODE_FINALLY,
    NODE_FINALLY_END,
    NODE_ADOPT,      /* will subscribe to the promise that it follows */
    NODE_ADOPTING,   /* has subscribed */
    NODE_THENABLE,   /* will call a thenable's then */
    NODE_THENABLE_WAIT, /* has called it; never queued */
    NODE_WRAP,       /* the slot of a sync-to-async wrapper */
    NODE_DRAIN,      /* a generator */
    NODE_ELEMENT,    /* an entry of a combinator */
    NODE_MICROTASK,
    NODE_CALL,       /* a struct vow_reaction */
    NODE_KINDS,
    NODE_FREE = 0xFF /* debug builds: given back to its pool */
};

/* Flags of promises. */
enum {
    PROMISE_RESOLVED = 0x01, /* settled, or locked to another promise: further resolving does nothing */
    PROMISE_HANDLED = 0x02,  /* somebody has subscribed: a rejection is not reported */
    PROMISE_REPORTED = 0x04, /* was reported as unhandled */
    PROMISE_UNWANTED = 0x04, /* of a pending promise, which is HANDLED: whoever settles it is cancelled until it has */
    PROMISE_POOL = 0x18,     /* where its memory belongs: promises, or one of these */
    PROMISE_IN_THEN = 0x08,
    PROMISE_IN_LIST = 0x10,
    PROMISE_IS_DRY = 0x18,   /* one of the loop's three immortal rejected promises */
    PROMISE_CANCELLED = 0x20, /* of a pending promise that is no request: what it will follow is to be cancelled, once */
    PROMISE_REQUEST = 0x60,  /* a generator request, and which */
    REQUEST_NEXT = 0x20,
    REQUEST_THROW = 0x40,
    REQUEST_RETURN = 0x60,
    REQUEST_OF_PROMISE = 0x80, /* the value of a return request is a promise to be awaited */
    PROMISE_HAS_SOURCE = 0x80, /* of a pending promise that is no request: the value is a struct vow_source */
    DRY_LISTED = 0x20          /* a dry promise that waits to be reported */
};

/* Flags of tasks. `references` of a task's node: low byte the class of its stack (or STACK_OF_CALLER), high byte how many
 * shields are open in it (task_shields). */
enum {
    TASK_LOOP = 1,
    TASK_LIVE = 2,
    TASK_GENERATOR = 4,
    TASK_CANCEL = 0x08,       /* was cancelled, and has not seen vow_error_cancelled yet */
    TASK_CANCEL_SCOPE = 0x10, /* a struct vow_cancel_scope within the innermost shield has fired, or its answer is UNWANTED */
    TASK_CANCEL_LATER = 0x20, /* TASK_CANCEL, when the last shield ends */
    TASK_ABANDONED = 0x40     /* the two highest bits: how often its orphaned generator went on yielding */
};
#define TASK_CANCELS (TASK_CANCEL | TASK_CANCEL_SCOPE)
enum { STACK_OF_CALLER = 0xFF };

/* State of a generator, in its flags. None has the bits of PROMISE_IS_DRY: a dry promise stands in for a generator. */
enum { GENERATOR_START, GENERATOR_YIELDED, GENERATOR_EXECUTING, GENERATOR_DRAINING, GENERATOR_COMPLETED };

/* A slot is a promise in a stack frame or inside another object: its count never reaches zero. */
enum { SLOT_REFERENCES = 0x4000 };

/* state, flags and references as one word: one load and one store for all three. Not by memcpy, which processors that cannot load
 * unaligned words would be called for. */
#define WORD_REFERENCE 0x10000u
#define WORD_FLAG(flag) ((uint32_t)(flag) << 8)
typedef uint32_t __attribute__((may_alias)) aliasing_word;
static inline uint32_t node_word(const struct vow_node *node)
{
    return *(const aliasing_word *)(const void *)((const char *)node + offsetof(struct vow_node, state));
}

static inline void node_set_word(struct vow_node *node, uint32_t word)
{
    *(aliasing_word *)(void *)((char *)node + offsetof(struct vow_node, state)) = word;
}

_Static_assert(offsetof(struct vow_node, state) % sizeof(uint32_t) == 0, "the word is aligned");
_Static_assert(offsetof(struct vow_node, flags) == offsetof(struct vow_node, state) + 1, "order of the word");
_Static_assert(offsetof(struct vow_node, references) == offsetof(struct vow_node, state) + 2, "order of the word");

#define CONTAINER_OF(pointer, type, member) ((type *)(void *)((char *)(pointer) - offsetof(type, member)))

/* ---- rings: the pointer leads to the last one, whose next is the first ---- */

static inline void ring_append(struct vow_node **ring, struct vow_node *node)
{
    struct vow_node *last = *ring;

    if (last) {
        node->next = last->next;
        last->next = node;
    } else {
        node->next = node;
    }
    *ring = node;
}

static inline __attribute__((always_inline)) struct vow_node *ring_take(struct vow_node **ring)
{
    struct vow_node *last = *ring, *first = last->next;

    if (LIKELY(first == last)) {
        KEEP_BRANCH();
        *ring = NULL;
    } else {
        last->next = first->next;
    }
    return first;
}

/* Takes the node out of the ring; false: it is not there. */
static inline bool ring_take_out(struct vow_node **ring, struct vow_node *node)
{
    struct vow_node *last = *ring, *before = last;

    if (!last)
        return false;
    while (before->next != node) {
        before = before->next;
        if (before == last)
            return false;
    }
    if (before == node) {
        *ring = NULL;
        return true;
    }
    before->next = node->next;
    if (last == node)
        *ring = before;
    return true;
}

/* The ring `last` leads to goes to the end of the other, as it is: O(1), first one first. */
static inline void ring_join(struct vow_node **ring, struct vow_node *last)
{
    struct vow_node *before = *ring;

    if (before) {
        struct vow_node *first = last->next;

        last->next = before->next;
        before->next = first;
    }
    *ring = last;
}

/* ---- the microtask queue: a ring ---- */

static inline void enqueue(struct vow_loop *loop, struct vow_node *node) { ring_append(&loop->queue, node); }

/* The node is in the queue. */
static inline void queue_take_out(struct vow_loop *loop, struct vow_node *node) { ring_take_out(&loop->queue, node); }

/* Stands where the queue's next job runs, and where an await goes on at once because its own wake-up would be that. */
static inline void count_microtask(struct vow_loop *loop)
{
#if VOW_CONFIG_MICROTASK_LIMIT
    if (__builtin_expect(!loop->microtasks_left, 0)) {
        loop->microtasks_left = VOW_CONFIG_MICROTASK_LIMIT;
        vow_hook_microtasks(vow_task_name(loop->current));
    }
    loop->microtasks_left--;
#else
    (void)loop;
#endif
}

/* A macrotask begins. */
static inline void count_microtasks_anew(struct vow_loop *loop)
{
#if VOW_CONFIG_MICROTASK_LIMIT
    loop->microtasks_left = VOW_CONFIG_MICROTASK_LIMIT;
#else
    (void)loop;
#endif
}

#endif
