/* SPDX-License-Identifier: MIT */
/* Promises: making, settling, letting go. */
#include "internal.h"

_Static_assert(sizeof(struct vow_promise) == 4 * sizeof(void *), "a promise is four words");

static inline __attribute__((always_inline)) struct vow_promise *take(unsigned state, vow_value value)
{
    struct vow_promise *promise = pool_take(&LOOP->promises);

    if (UNLIKELY(!promise))
        return vow_dry_promise_();
    promise_init(promise, state, state == VOW_PENDING ? 0 : PROMISE_RESOLVED, 1);
    promise->value = value;
    return promise;
}

struct vow_promise *vow_promise_new(const char *label)
{
    NOT_IN_HANDLER();
    return take(VOW_PENDING, vow_string(label));
}

struct vow_promise *vow_promise_resolved(vow_value value)
{
    NOT_IN_HANDLER();
    return take(VOW_FULFILLED, value);
}


struct vow_promise *vow_promise_rejected(vow_value reason)
{
    NOT_IN_HANDLER();
    struct vow_promise *promise = take(VOW_REJECTED, reason);

    if ((promise->node.flags & PROMISE_POOL) != PROMISE_IS_DRY)
        vow_rejection_track_(promise);
    return promise;
}

struct vow_promise *vow_promise_retain(struct vow_promise *promise)
{
    NOT_IN_HANDLER();
    DEBUG_ASSERT(promise->node.state != NODE_FREE, "vow_promise_retain: after the last release");
    DEBUG_ASSERT(promise->node.references != UINT16_MAX, "vow_promise_retain: too many references");
    promise->node.references++;
    return promise;
}

void vow_promise_release(struct vow_promise *promise)
{
    NOT_IN_HANDLER();
    release_inline(promise);
}


void vow_promise_subscribe_(struct vow_promise *promise, struct vow_node *node)
{
    struct vow_node **ring = &promise->reactions;

    DEBUG_ASSERT(promise->node.state != NODE_FREE, "a promise is used after its last release");
    if (promise->node.state < VOW_FULFILLED) {
        promise->node.flags |= PROMISE_HANDLED;
    } else {
        reaction_added(promise);
        ring = &LOOP->queue;
    }
    ring_append(ring, node);
}

void vow_promise_settle_(struct vow_promise *promise, unsigned status, vow_value value)
{
    settle_inline(promise, status, value);
}

/* The last reference went. Anything that the promise itself refers to is let go; lists do that without recursion. */
void vow_promise_free_(struct vow_promise *promise)
{
    struct vow_loop *loop = LOOP;
    unsigned pool = promise->node.flags & PROMISE_POOL;

    if (pool == PROMISE_IN_LIST) {
        vow_list_free_(promise);
        return;
    }
    if (UNLIKELY(status_is_list(promise->node.state)))
        release(promise->value.p);
#if VOW_CONFIG_DEBUG
    promise->node.state = NODE_FREE;
#endif
    pool_give(pool == PROMISE_IN_THEN ? &loop->records : &loop->promises, promise);
}

/* Neither resolved before nor waiting for something of its own: the next settling counts. */
bool vow_promise_claim_(struct vow_promise *promise)
{
    DEBUG_ASSERT(promise->node.state != NODE_FREE, "a promise is settled after its last release");
    if (promise->node.flags & PROMISE_RESOLVED) {
        ASSERT(promise->node.state >= VOW_FULFILLED
                   || (promise->node.state >= NODE_ADOPT && promise->node.state <= NODE_THENABLE_WAIT),
               "a promise is settled that belongs to then, a combinator, an async function or a generator");
        return false;
    }
    ASSERT(!promise->node.next, "a promise is settled while an interrupt handler settles it");
    promise->node.flags |= PROMISE_RESOLVED;
    return true;
}

static __attribute__((noinline)) void resolved_before(struct vow_promise *promise)
{
    vow_promise_claim_(promise); /* or else it panics */
    release_inline(promise);
}

/* The hot one: claimed, settled and let go with one load and one store of the word. What is rare is called last, so that nothing has
 * to be saved. */
void vow_promise_resolve(struct vow_promise *promise, vow_value value)
{
    NOT_IN_HANDLER();
    const uint32_t word = node_word(&promise->node);

    if (UNLIKELY(word & WORD_UNRESOLVABLE)) {
        resolved_before(promise);
        return;
    }
    settle_and_release(LOOP, promise, word + WORD_RESOLVE - WORD_REFERENCE, value);
}

void vow_promise_reject(struct vow_promise *promise, vow_value reason)
{
    NOT_IN_HANDLER();
    if (vow_promise_claim_(promise))
        settle(promise, VOW_REJECTED, reason);
    release(promise);
}

enum vow_status vow_promise_status(const struct vow_promise *promise)
{
    NOT_IN_HANDLER();
    return promise->node.state < VOW_FULFILLED ? VOW_PENDING : (enum vow_status)promise->node.state;
}

vow_value vow_promise_value(const struct vow_promise *promise)
{
    NOT_IN_HANDLER();
    return promise->node.state < VOW_FULFILLED ? VOW_UNDEFINED : promise->value;
}
