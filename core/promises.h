/* SPDX-License-Identifier: MIT */
/* Promises, as the rest of core sees them (promise.c, rejection.c, adopt.c). */
#ifndef VOW_CORE_PROMISES_H
#define VOW_CORE_PROMISES_H

#include "internal.h"

void vow_promise_free_(struct vow_promise *promise);
void vow_rejection_track_(struct vow_promise *promise);
void vow_rejection_handled_(struct vow_promise *promise);
void vow_list_free_(struct vow_promise *list) WEAK;
bool vow_promise_claim_(struct vow_promise *promise);
void vow_promise_follow_(struct vow_promise *promise, struct vow_promise *followed);
void vow_promise_follow_thenable_(struct vow_promise *promise, struct vow_thenable *thenable) WEAK;

/* A promise that was cancelled before it began to follow passes that on (cancel.c). */
void vow_cancel_followed_(struct vow_promise *promise) WEAK;
static inline void follow_cancelled(struct vow_promise *promise)
{
    if (UNLIKELY(promise->node.flags & (PROMISE_UNWANTED | PROMISE_CANCELLED)))
        vow_cancel_followed_(promise);
}

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

struct vow_source;
static inline void promise_set_source(struct vow_promise *promise, struct vow_source *source)
{
    promise->node.flags |= PROMISE_HAS_SOURCE;
    promise->value = vow_pointer(source);
}

static inline bool status_is_list(unsigned status) { return (status & 3) == 3; }

/* A plain promise of the promise pool, which nobody refers to. */
static inline __attribute__((always_inline)) void give_plain(struct vow_loop *loop, struct vow_promise *promise)
{
#if VOW_CONFIG_DEBUG
    promise->node.state = NODE_FREE;
#endif
    pool_give(&loop->promises, promise);
}

/* The word of a promise that nobody refers to. A plain one of the promise pool is given back on the spot. */
static inline __attribute__((always_inline)) void free_unreferenced(struct vow_promise *promise, uint32_t word)
{
    if (LIKELY(!(word & WORD_FLAG(PROMISE_POOL)) && !status_is_list(word)))
        give_plain(LOOP, promise);
    else
        vow_promise_free_(promise);
}

/* For the paths where a call would be felt; elsewhere release(). */
static inline __attribute__((always_inline)) void release_inline(struct vow_promise *promise)
{
    uint32_t word = node_word(&promise->node) - WORD_REFERENCE;

    DEBUG_ASSERT(promise->node.state != NODE_FREE, "vow_promise_release: released once too often");
    node_set_word(&promise->node, word);
    if (word < WORD_REFERENCE)
        free_unreferenced(promise, word);
}

static inline void release(struct vow_promise *promise) { vow_promise_release(promise); }

/* What a pending promise's word gets when it is settled. */
#define WORD_STATE(status) ((status) - VOW_PENDING)
/* A promise whose word has none of these bits is pending, and nothing of its own settles it; what resolving adds to the word. */
#define WORD_UNRESOLVABLE (WORD_FLAG(PROMISE_RESOLVED) | 0xFFu)
#define WORD_RESOLVE (WORD_FLAG(PROMISE_RESOLVED) + WORD_STATE(VOW_FULFILLED))

/* The bit of a settled promise's state by which rejections differ from the others. */
#define STATUS_REJECTS 8u
_Static_assert((VOW_REJECTED & VOW_REJECTED_LIST & STATUS_REJECTS)
                   && !((VOW_FULFILLED | VOW_ITEM | VOW_DONE | VOW_LIST) & STATUS_REJECTS), "one bit");

/* A settled promise that nobody rejected and that is no list, with its last reference, and of the promise pool: one comparison for
 * all of that. */
static inline bool is_plain_and_last(uint32_t word)
{
    _Static_assert(VOW_DONE + 1 == VOW_LIST && VOW_LIST < VOW_REJECTED, "what is above DONE is a list or a rejection");
    return (word & ~WORD_FLAG(0xFF & ~PROMISE_POOL)) - WORD_REFERENCE <= VOW_DONE;
}

/* A settled promise gets a reaction: whether it has one matters to rejections only. */
static inline void reaction_added(struct vow_promise *promise)
{
    if (UNLIKELY(promise->node.state >= VOW_REJECTED))
        vow_rejection_handled_(promise);
}

/* The node runs when the promise has settled. It finds value and status in the promise, which its owner keeps. */
void vow_promise_subscribe_(struct vow_promise *promise, struct vow_node *node);
static inline void subscribe(struct vow_promise *promise, struct vow_node *node) { vow_promise_subscribe_(promise, node); }

static inline __attribute__((always_inline)) void settle_inline(struct vow_promise *promise, unsigned status,
                                                                vow_value value)
{
    struct vow_node *last = promise->reactions;

    promise->node.state = (uint8_t)status;
    promise->value = value;
    if (status_is_list(status) && value.p != promise)
        vow_promise_retain(value.p);
    if (last)
        ring_join(&LOOP->queue, last);
    else if (status >= VOW_REJECTED && !(promise->node.flags & PROMISE_HANDLED))
        vow_rejection_track_(promise);
}

/* Settles a promise, not with a rejection, and gives up a reference: one store of the word, which says both. Where somebody has
 * reacted, that one keeps the promise. */
static inline __attribute__((always_inline)) void settle_and_release(struct vow_loop *loop, struct vow_promise *promise,
                                                                     uint32_t word, vow_value value)
{
    DEBUG_ASSERT((word & 0xFF) >= VOW_FULFILLED && (word & 0xFF) <= VOW_DONE, "a promise is settled that waits for something of its own");
    promise->value = value;
    node_set_word(&promise->node, word);
    if (LIKELY(promise->reactions))
        ring_join(&loop->queue, promise->reactions);
    else if (word < WORD_REFERENCE)
        vow_promise_free_(promise);
}

void vow_promise_settle_(struct vow_promise *promise, unsigned status, vow_value value);
static inline void settle(struct vow_promise *promise, unsigned status, vow_value value)
{
    vow_promise_settle_(promise, status, value);
}

/* What vow_adopt or vow_adopt_thenable has announced in a task, or in the loop for a callback: 0, a promise, or with the
 * lowest bit set a thenable (adopt.c). */
#define ADOPTED_THENABLE ((uintptr_t)1)
void vow_adopted_set_(struct vow_task *context, uintptr_t adopted);
void vow_adopted_drop_(struct vow_task *context) WEAK;
struct vow_promise *vow_promise_from_thenable(struct vow_thenable *thenable) WEAK;
/* Promise.resolve of it if it was returned; NULL: something else was, and it is dropped. */
struct vow_promise *vow_adopted_promise_(struct vow_task *context, vow_value value) WEAK;
/* It was returned: `promise` follows it, true. Something else was: it is dropped, false. */
bool vow_adopted_resolve_(struct vow_task *context, struct vow_promise *promise, vow_value value) WEAK;

static inline void resolve_with_result(struct vow_task *context, struct vow_promise *promise, vow_value value)
{
    if (LIKELY(!context->adopted) || !vow_adopted_resolve_(context, promise, value))
        settle_inline(promise, VOW_FULFILLED, value);
}

#endif
