/* SPDX-License-Identifier: MIT */
/* What the files of core share.
 *
 * Everything that waits or runs later is a node, linked through `next` into exactly one list at a time: the microtask
 * queue, a promise's ring of reactions, a generator's ring of requests, the hand-over from interrupts, a list of
 * rejections, or a pool's free list. The phases of a promise's life in which it needs `next` do not overlap, and its
 * state byte is the kind of job while it is pending and the status once it has settled. That is what makes it 16 bytes.
 *
 * Every kind of job lives in a file of its own. The loop refers to them weakly (loop.c), so that a kind whose creator
 * is not linked is not linked either.
 */
#ifndef VOW_CORE_INTERNAL_H
#define VOW_CORE_INTERNAL_H

#include "arch.h"

#include <vow/iterate.h>
#include <vow/loop.h>
#include <vow/thenable.h>

#if VOW_CONFIG_MULTI_LOOP
extern struct vow_loop *vow_loop_running_;
#define LOOP vow_loop_running_
#else
#define LOOP (&vow_main_loop)
#endif

#define LIKELY(x) __builtin_expect(!!(x), 1)
#define UNLIKELY(x) __builtin_expect(!!(x), 0)
#define WEAK __attribute__((weak))

#if VOW_CONFIG_ASSERT
#define ASSERT(condition, what) (LIKELY(condition) ? (void)0 : vow_panic(what))
#else
#define ASSERT(condition, what) (void)0
#endif
#if VOW_CONFIG_DEBUG
#define DEBUG_ASSERT(condition, what) ASSERT(condition, what)
#else
#define DEBUG_ASSERT(condition, what) (void)0
#endif

/* ---- nodes ---- */

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
    NODE_KINDS,
    NODE_FREE = 0xFF /* debug builds: given back to its pool */
};

/* Flags of promises. */
enum {
    PROMISE_RESOLVED = 0x01, /* settled, or locked to another promise: further resolving does nothing */
    PROMISE_HANDLED = 0x02,  /* somebody has subscribed: a rejection is not reported */
    PROMISE_REPORTED = 0x04, /* was reported as unhandled */
    PROMISE_POOL = 0x18,     /* where its memory belongs: promises, or one of these */
    PROMISE_IN_THEN = 0x08,
    PROMISE_IN_LIST = 0x10,
    PROMISE_IS_DRY = 0x18,   /* one of the loop's three immortal rejected promises */
    PROMISE_REQUEST = 0x60,  /* a generator request, and which */
    REQUEST_NEXT = 0x20,
    REQUEST_THROW = 0x40,
    REQUEST_RETURN = 0x60,
    REQUEST_OF_PROMISE = 0x80, /* the value of a return request is a promise to be awaited */
    DRY_LISTED = 0x20          /* a dry promise that waits to be reported */
};

/* Flags of tasks. `references` of a task's node: low byte the class of its stack (or STACK_OF_CALLER), high byte how
 * often its orphaned generator went on yielding. */
enum { TASK_LOOP = 1, TASK_LIVE = 2, TASK_GENERATOR = 4 };
enum { STACK_OF_CALLER = 0xFF };

/* State of a generator, in its flags. None has the bits of PROMISE_IS_DRY: a dry promise stands in for a generator. */
enum { GENERATOR_START, GENERATOR_YIELDED, GENERATOR_EXECUTING, GENERATOR_DRAINING, GENERATOR_COMPLETED };

/* A slot is a promise in a stack frame or inside another object: its count never reaches zero. */
enum { SLOT_REFERENCES = 0x4000 };

/* state, flags and references as one word: one load and one store for all three. */
#define WORD_REFERENCE 0x10000u
#define WORD_FLAG(flag) ((uint32_t)(flag) << 8)
static inline uint32_t node_word(const struct vow_node *node)
{
    uint32_t word;

    __builtin_memcpy(&word, (const char *)node + offsetof(struct vow_node, state), sizeof word);
    return word;
}

static inline void node_set_word(struct vow_node *node, uint32_t word)
{
    __builtin_memcpy((char *)node + offsetof(struct vow_node, state), &word, sizeof word);
}
_Static_assert(offsetof(struct vow_node, flags) == offsetof(struct vow_node, state) + 1, "order of the word");
_Static_assert(offsetof(struct vow_node, references) == offsetof(struct vow_node, state) + 2, "order of the word");

#define CONTAINER_OF(pointer, type, member) ((type *)(void *)((char *)(pointer) - offsetof(type, member)))

/* ---- the microtask queue ---- */

static inline void enqueue(struct vow_loop *loop, struct vow_node *node)
{
    node->next = NULL;
    *loop->queue_tail = node;
    loop->queue_tail = &node->next;
}

static inline struct vow_node *dequeue(struct vow_loop *loop)
{
    struct vow_node *node = loop->queue_head;

    if (node && !(loop->queue_head = node->next))
        loop->queue_tail = &loop->queue_head;
    return node;
}

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

static inline struct vow_node *ring_take(struct vow_node **ring)
{
    struct vow_node *last = *ring, *first = last->next;

    if (first == last)
        *ring = NULL;
    else
        last->next = first->next;
    return first;
}

/* ---- pools (pool.c) ---- */

void *vow_pool_fresh_(struct vow_pool *pool);

static inline void *pool_take(struct vow_pool *pool)
{
    struct vow_node *block = pool->free;

    if (UNLIKELY(!block))
        return vow_pool_fresh_(pool);
    vow_arch_block_taken(block, pool->block_bytes);
    pool->free = block->next;
    return block;
}

static inline void pool_give(struct vow_pool *pool, void *memory)
{
    struct vow_node *block = memory;

    block->next = pool->free;
    pool->free = block;
    vow_arch_block_freed(block, pool->block_bytes);
}

/* The immortal promise that says which pool is dry. */
struct vow_promise *vow_dry_promise_(void);
struct vow_promise *vow_dry_record_(void);
struct vow_promise *vow_dry_stack_(void);

/* ---- promises (promise.c, rejection.c, adopt.c) ---- */

void vow_promise_free_(struct vow_promise *promise);
void vow_rejection_track_(struct vow_promise *promise);
void vow_rejection_handled_(struct vow_promise *promise);
void vow_list_free_(struct vow_promise *list) WEAK;
bool vow_promise_claim_(struct vow_promise *promise);
void vow_promise_follow_(struct vow_promise *promise, struct vow_promise *followed);
void vow_promise_follow_thenable_(struct vow_promise *promise, struct vow_thenable *thenable) WEAK;

static inline void promise_init(struct vow_promise *promise, unsigned state, unsigned flags, unsigned references)
{
    promise->node.next = NULL;
    node_set_word(&promise->node, state | WORD_FLAG(flags) | references * WORD_REFERENCE);
    promise->reactions = NULL;
}

static inline void slot_init(struct vow_promise *slot)
{
    promise_init(slot, VOW_PENDING, PROMISE_HANDLED, SLOT_REFERENCES);
}

static inline void release(struct vow_promise *promise)
{
    uint32_t word = node_word(&promise->node) - WORD_REFERENCE;

    DEBUG_ASSERT(promise->node.state != NODE_FREE, "vow_promise_release: released once too often");
    node_set_word(&promise->node, word);
    if (word < WORD_REFERENCE)
        vow_promise_free_(promise);
}

/* The node runs when the promise has settled. It finds value and status in the promise, which its owner keeps. */
static inline void subscribe(struct vow_loop *loop, struct vow_promise *promise, struct vow_node *node)
{
    DEBUG_ASSERT(promise->node.state != NODE_FREE, "a promise is used after its last release");
    if (promise->node.state < VOW_FULFILLED) {
        ring_append(&promise->reactions, node);
    } else {
        if (promise->node.state >= VOW_REJECTED && !(promise->node.flags & PROMISE_HANDLED))
            vow_rejection_handled_(promise);
        enqueue(loop, node);
    }
    promise->node.flags |= PROMISE_HANDLED;
}

/* The ring of reactions goes to the end of the queue as it is: O(1), first one first. */
static inline void run_reactions(struct vow_loop *loop, struct vow_promise *promise, struct vow_node *last)
{
    struct vow_node *first = last->next;

    last->next = NULL;
    *loop->queue_tail = first;
    loop->queue_tail = &last->next;
    promise->reactions = NULL;
}

static inline bool status_is_list(unsigned status) { return (status & 3) == 3; }

static inline void settle(struct vow_promise *promise, unsigned status, vow_value value)
{
    struct vow_node *last = promise->reactions;

    promise->node.state = (uint8_t)status;
    promise->value = value;
    if (status_is_list(status) && value.p != promise)
        vow_promise_retain(value.p);
    if (last)
        run_reactions(LOOP, promise, last);
    else if (status >= VOW_REJECTED && !(promise->node.flags & PROMISE_HANDLED))
        vow_rejection_track_(promise);
}

/* What vow_adopt or vow_adopt_thenable has announced in a task, or in the loop for a callback: 0, a promise, or with the
 * lowest bit set a thenable (adopt.c). */
#define ADOPTED_THENABLE ((uintptr_t)1)
void vow_adopted_set_(struct vow_task *context, uintptr_t adopted);
void vow_adopted_drop_(struct vow_task *context) WEAK;
/* It was returned: `promise` follows it, true. Something else was: it is dropped, false. */
struct vow_promise *vow_promise_from_thenable(struct vow_thenable *thenable) WEAK;
struct vow_promise *vow_adopted_promise_(struct vow_task *context, vow_value value) WEAK;
bool vow_adopted_resolve_(struct vow_task *context, struct vow_promise *promise, vow_value value) WEAK;

static inline void resolve_with_result(struct vow_task *context, struct vow_promise *promise, vow_value value)
{
    if (LIKELY(!context->adopted) || !vow_adopted_resolve_(context, promise, value))
        settle(promise, VOW_FULFILLED, value);
}

/* ---- tasks (task.c, await.c) ---- */

/* NULL: no stack. The body has not run. */
struct vow_task *vow_task_new_(const struct vow_function *function, const void *argument, size_t bytes);
struct vow_task *vow_task_place_(char *block, size_t block_bytes, const struct vow_function *function,
                                 const void *argument, size_t bytes, unsigned stack_class);
struct vow_promise *vow_task_start_(struct vow_task *task, struct vow_promise *promise);
void vow_guest_forget_(struct vow_task *task) WEAK;
struct vow_task *vow_guest_next_(const struct vow_task *task) WEAK;
void vow_task_free_(struct vow_task *task);
_Noreturn void vow_task_leave_(struct vow_task *task);
_Noreturn void vow_task_main_(void *argument);
_Noreturn void vow_task_unwound_(struct vow_task *task, unsigned completion, vow_value value);
_Noreturn void vow_generator_main_(struct vow_task *task, void *argument) WEAK;
_Noreturn void vow_generator_unwound_(struct vow_task *task, unsigned completion, vow_value value) WEAK;
void vow_suspend_(void);
_Noreturn void vow_unwind_(unsigned completion, vow_value value);

/* What a stack holds where it was never used. */
#define STACK_PATTERN 0xA5
static inline void stack_paint(void *block, size_t bytes)
{
#if VOW_CONFIG_STACK_PAINT
    __builtin_memset(block, STACK_PATTERN, bytes);
#else
    (void)block, (void)bytes;
#endif
}

/* The running task, which is about to wait. */
static inline struct vow_task *waiter(struct vow_loop *loop)
{
    struct vow_task *task = loop->current;

    ASSERT(!(task->node.flags & TASK_LOOP), "await outside a task");
    return task;
}

/* Leaves the running task, which has arranged to be queued again. Who resumed it synchronously goes on first. Otherwise
 * it came from the queue, and so the next job comes from there: a task directly, anything else by way of the loop. */
static inline __attribute__((always_inline)) void suspend(struct vow_loop *loop, struct vow_task *task)
{
    struct vow_task *next = task->resumer;

    if (LIKELY(!next)) {
        struct vow_node *head = loop->queue_head;

        if (head && head->state == NODE_TASK) {
            if (!(loop->queue_head = head->next))
                loop->queue_tail = &loop->queue_head;
            next = (struct vow_task *)head;
            if (next == task)
                return;
            loop->current = next;
            vow_arch_switch(&task->context, &next->context);
            return;
        }
        next = &loop->root;
    } else {
        task->resumer = NULL;
    }
    loop->current = next;
    if (next == &loop->root)
        vow_arch_switch_to_loop(&task->context, &next->context);
    else
        vow_arch_switch(&task->context, &next->context);
}

/* Runs the task until its first suspension, and then goes on here. */
static inline void resume_now(struct vow_loop *loop, struct vow_task *task)
{
    struct vow_task *me = loop->current;

    task->resumer = me;
    loop->current = task;
    if (me == &loop->root)
        vow_arch_switch_from_loop(&me->context, &task->context);
    else
        vow_arch_switch(&me->context, &task->context);
}

/* The running task waits, and `task` takes over its resumer: one switch less than resume_now and suspend. */
static inline void hand_over_to(struct vow_loop *loop, struct vow_task *me, struct vow_task *task)
{
    task->resumer = me->resumer;
    me->resumer = NULL;
    loop->current = task;
    vow_arch_switch(&me->context, &task->context);
}

/* Waits for the promise: gives back the one whose state says how it went (the same, still referenced). */
static inline __attribute__((always_inline)) struct vow_promise *await_promise(struct vow_promise *promise)
{
    struct vow_loop *loop = LOOP;
    struct vow_task *task = waiter(loop);

    task->awaiting = promise;
    if (promise->node.state >= VOW_FULFILLED && !task->resumer && !loop->queue_head) {
        /* Its own wake-up would be the very next job. */
        if (promise->node.state >= VOW_REJECTED && !(promise->node.flags & PROMISE_HANDLED))
            vow_rejection_handled_(promise);
        promise->node.flags |= PROMISE_HANDLED;
        return promise;
    }
    subscribe(loop, promise, &task->node);
    suspend(loop, task);
    return promise;
}

/* What is thrown for a rejection: the list of an any() may be gone with its promise. */
static inline vow_value thrown_reason(unsigned status, vow_value reason)
{
    return LIKELY(status == VOW_REJECTED) ? reason : vow_error_value(&vow_error_aggregate);
}

/* The value of a settled promise where no status can go with it. */
vow_value vow_hook_nested_value(enum vow_status status, vow_value value) WEAK;
static inline vow_value nested_value(const struct vow_promise *promise)
{
    unsigned status = promise->node.state;

    if (LIKELY(status == VOW_FULFILLED || status == VOW_REJECTED))
        return promise->value;
    if (vow_hook_nested_value)
        return vow_hook_nested_value((enum vow_status)status, promise->value);
    return status >= VOW_REJECTED ? thrown_reason(status, promise->value) : promise->value;
}

/* vow_await_result with such a value (await.c). */
enum vow_status vow_await_nested_(struct vow_promise *promise, vow_value *value);

/* ---- the loop (loop.c) and the kinds of jobs it runs, each in its file ---- */

#define NO_JOB ((struct vow_node *)0)
#define REPORT_JOB ((struct vow_node *)1) /* a rejection hook runs */

bool vow_rejections_report_(struct vow_loop *loop) WEAK;

void vow_then_job_(struct vow_node *node) WEAK;
void vow_then_threw_(struct vow_node *node, vow_value reason) WEAK;
void vow_finally_job_(struct vow_node *node) WEAK;
void vow_finally_end_job_(struct vow_node *node) WEAK;
void vow_adopt_job_(struct vow_node *node) WEAK;
void vow_adopting_job_(struct vow_node *node) WEAK;
void vow_thenable_job_(struct vow_node *node) WEAK;
void vow_wrap_job_(struct vow_node *node) WEAK;
void vow_drain_job_(struct vow_node *node) WEAK;
void vow_element_job_(struct vow_node *node) WEAK;
void vow_microtask_job_(struct vow_node *node) WEAK;

/* A throw that leaves a callback on the loop's own stack. */
_Noreturn void vow_loop_threw_(vow_value reason);

/* Timers (timer.c). The wheel has something to do when the clock has reached stop_low; without timers in the program
 * that is never looked at. */
void vow_timers_advance_(struct vow_loop *loop) WEAK;
void vow_timer_fire_(struct vow_loop *loop) WEAK;
vow_time vow_timers_deadline_(const struct vow_loop *loop) WEAK;
static inline bool timers_have_work(const struct vow_loop *loop)
{
    return vow_timers_advance_ && (int32_t)(loop->ticks_low - loop->stop_low) >= 0;
}

vow_time vow_loop_now_(const struct vow_loop *loop);

/* Interrupts (handover.c). The end of the hand-over list: not NULL, so that `next` tells that a promise is in it. */
#define HAND_OVER_END ((uintptr_t)2)
#define HAND_OVER_REJECT ((uintptr_t)1)

#endif
