/* SPDX-License-Identifier: MIT */
/* Pools: one instruction path for a block that is there (pool.c for the rest). */
#ifndef VOW_CORE_POOLS_H
#define VOW_CORE_POOLS_H

#include "internal.h"

void *vow_pool_fresh_(struct vow_pool *pool);

#if VOW_CONFIG_POOL_HOOK
bool vow_pool_fails_(const struct vow_pool *pool);
#define POOL_FAILS(pool) vow_pool_fails_(pool)
#else
#define POOL_FAILS(pool) false
#endif

static inline __attribute__((always_inline)) void *pool_take(struct vow_pool *pool)
{
    struct vow_node *block = pool->free;

    if (POOL_FAILS(pool))
        return NULL;
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

#endif
