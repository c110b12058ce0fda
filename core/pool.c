/* SPDX-License-Identifier: MIT */
/* Pools: what happens when a free list is empty, and what a caller gets when the pool is. */
#include "internal.h"

void *vow_pool_fresh_(struct vow_pool *pool)
{
    char *block = pool->fresh;

    if (block == pool->end)
        return NULL;
    pool->fresh = block + pool->block_bytes;
    return block;
}

#if VOW_CONFIG_POOL_HOOK
bool vow_pool_fails_(const struct vow_pool *pool)
{
    const struct vow_loop *loop = LOOP;

    return vow_hook_pool_fails(pool == &loop->promises  ? VOW_POOL_PROMISES
                               : pool == &loop->records ? VOW_POOL_RECORDS
                                                        : VOW_POOL_STACKS);
}
#endif

/* A dry promise is shared by everyone who finds the pool dry, so it cannot be queued or freed: it is settled from the
 * start, and its count is made whole each time. It is reported as unhandled once if no one looks at it. */
static struct vow_promise *dry(struct vow_promise *promise, const struct vow_error *error)
{
    bool listed = promise->node.flags & DRY_LISTED;

    promise->node.state = VOW_REJECTED;
    promise->node.references = SLOT_REFERENCES;
    promise->node.flags = PROMISE_RESOLVED | PROMISE_IS_DRY | (listed ? DRY_LISTED : 0);
    promise->value = vow_error_value(error);
    if (!listed) {
        promise->node.flags |= DRY_LISTED;
        vow_rejection_track_(promise);
    }
    return promise;
}

struct vow_promise *vow_dry_promise_(void) { return dry(&LOOP->dry_promise, &vow_error_pool_promise); }
struct vow_promise *vow_dry_record_(void) { return dry(&LOOP->dry_record, &vow_error_pool_record); }
struct vow_promise *vow_dry_stack_(void) { return dry(&LOOP->dry_stack, &vow_error_pool_stack); }
