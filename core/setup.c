/* SPDX-License-Identifier: MIT */
/* Making a loop, and which one is running. */
#include "internal.h"

static void pool_init(struct vow_pool *pool, char *memory, size_t count, size_t block_bytes)
{
    pool->fresh = memory;
    pool->end = memory + count * block_bytes;
    pool->block_bytes = (uint32_t)block_bytes;
    vow_arch_block_taken(memory, count * block_bytes);
}

void vow_loop_init(struct vow_loop *loop, const struct vow_loop_config *config)
{
    char *stacks = (char *)config->stacks + VOW_STACK_PHASE_;

    __builtin_memset(loop, 0, sizeof *loop);
    loop->config = config;
    loop->unhandled_tail = &loop->unhandled;
    loop->late_tail = &loop->late;
    loop->handed_over = HAND_OVER_END;
    loop->root.node.flags = TASK_LOOP;
    loop->current = &loop->root;
#if VOW_CONFIG_HANDLER_CHECK == 2
    loop->handler = vow_arch_handler();
#endif
    count_microtasks_anew(loop);
    pool_init(&loop->promises, config->promises, config->promise_count, sizeof(struct vow_promise));
    pool_init(&loop->records, config->records, config->record_count, sizeof(struct vow_record));
    for (unsigned i = 0; i < VOW_STACK_CLASSES && config->stack[i].count; i++) {
        size_t block_bytes = VOW_STACK_BLOCK_BYTES_(config->stack[i].bytes);

        pool_init(&loop->stacks[i], stacks, config->stack[i].count, block_bytes);
        stacks += config->stack[i].count * block_bytes;
    }
#if VOW_CONFIG_MULTI_LOOP
    if (!vow_loop_running_)
        vow_loop_running_ = loop;
#endif
}

#if VOW_CONFIG_MULTI_LOOP
struct vow_loop *vow_loop_running_;

struct vow_loop *vow_loop_enter(struct vow_loop *loop)
{
    struct vow_loop *before = vow_loop_running_;

    vow_loop_running_ = loop;
    return before;
}
#else
struct vow_loop *vow_loop_enter(struct vow_loop *loop)
{
    ASSERT(loop == LOOP, "a second loop needs VOW_CONFIG_MULTI_LOOP");
    return loop;
}
#endif
