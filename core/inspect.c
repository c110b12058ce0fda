/* SPDX-License-Identifier: MIT */
/* What a listing such as `ps` or `mem` asks. Nothing is kept for it while the program runs. */
#include "internal.h"

#include <vow/cancel.h>

static struct vow_pool_usage usage(const struct vow_pool *pool, size_t count)
{
    struct vow_pool_usage usage = { 0, (unsigned)count };

    if (!count)
        return usage;
    usage.free = (unsigned)((size_t)(pool->end - pool->fresh) / pool->block_bytes);
    for (struct vow_node *block = pool->free; block; usage.free++) {
        struct vow_node *next;

        /* A free block is closed to everyone else (vow_arch_block_freed). */
        vow_arch_block_taken(block, sizeof block->next);
        next = block->next;
        vow_arch_block_freed(block, sizeof block->next);
        block = next;
    }
    return usage;
}

struct vow_pool_usage vow_pool_usage(enum vow_pool_kind kind)
{
    NOT_IN_HANDLER();
    const struct vow_loop *loop = LOOP;
    struct vow_pool_usage sum = { 0, 0 };

    if (kind == VOW_POOL_PROMISES)
        return usage(&loop->promises, loop->config->promise_count);
    if (kind == VOW_POOL_RECORDS)
        return usage(&loop->records, loop->config->record_count);
    for (unsigned i = 0; i < VOW_STACK_CLASSES; i++) {
        struct vow_pool_usage one = usage(&loop->stacks[i], loop->config->stack[i].count);

        sum.free += one.free;
        sum.total += one.total;
    }
    return sum;
}

unsigned vow_loop_live(void)
{
    NOT_IN_HANDLER();
    unsigned live = 0;

    for (unsigned kind = VOW_POOL_PROMISES; kind <= VOW_POOL_STACKS; kind++) {
        struct vow_pool_usage one = vow_pool_usage((enum vow_pool_kind)kind);

        live += one.total - one.free;
    }
    return live;
}

/* ---- tasks ---- */

struct vow_task *vow_task_current(void)
{
    struct vow_loop *loop = LOOP;

    return loop->current == &loop->root ? NULL : loop->current;
}

const char *vow_task_name(const struct vow_task *task)
{
    return task->node.flags & TASK_LOOP ? "the loop" : task->function->name;
}

size_t vow_task_stack_size(const struct vow_task *task)
{
    return (size_t)((const char *)task - (const char *)task->context.limit) - VOW_ARCH_GUARD_BYTES;
}

size_t vow_task_stack_used(const struct vow_task *task)
{
#if VOW_CONFIG_STACK_PAINT
    const uint32_t *word = (const uint32_t *)((uintptr_t)task->context.limit + VOW_ARCH_GUARD_BYTES);
    const uint32_t pattern = STACK_PATTERN * 0x01010101u;

    while ((const void *)word < (const void *)task && *word == pattern)
        word++;
    return (size_t)((const char *)task - (const char *)word);
#else
    (void)task;
    return 0;
#endif
}

static struct vow_task *task_at(char *block, const struct vow_pool *pool)
{
    return (struct vow_task *)(void *)(block + pool->block_bytes) - 1;
}

/* The first live task of the pool at or behind `block`. */
static struct vow_task *live_from(char *block, const struct vow_pool *pool)
{
    for (; block < pool->fresh; block += pool->block_bytes)
        if (task_at(block, pool)->node.flags & TASK_LIVE)
            return task_at(block, pool);
    return NULL;
}

/* The blocks of each class in turn, then the guests. */
struct vow_task *vow_task_next(const struct vow_task *task)
{
    const struct vow_loop *loop = LOOP;
    unsigned stack_class = 0;
    char *block = (char *)loop->config->stacks + VOW_STACK_PHASE_;

    if (task) {
        stack_class = task->node.references & 0xFF;
        if (stack_class == STACK_OF_CALLER)
            return vow_guest_next_(task);
        block = (char *)(uintptr_t)(task + 1);
    }
    for (; stack_class < VOW_STACK_CLASSES; stack_class++) {
        const struct vow_pool *pool = &loop->stacks[stack_class];
        struct vow_task *found = live_from(block, pool);

        if (found)
            return found;
        block = pool->end;
    }
    return loop->guests;
}

static const char *waits_for(const struct vow_promise *promise)
{
    const struct vow_task *task;
    const void *what;

    if (promise->node.state != VOW_PENDING)
        return promise->node.state < VOW_FULFILLED ? "a derived promise" : NULL;
    if (promise->node.flags & PROMISE_REQUEST)
        return "a generator";
    if (promise->node.flags & PROMISE_POOL)
        return "a combinator";
    if ((task = task_that_settles(promise)) != NULL)
        return vow_task_name(task);
    /* A handler that claims it writes `next`, then the value: then that is no label any more. */
    what = *(void *volatile *)&promise->value.p;
    if (*(struct vow_node *volatile *)&promise->node.next)
        return NULL;
    if (promise->node.flags & PROMISE_HAS_SOURCE)
        return ((const struct vow_source *)what)->methods->label;
    return what ? what : "a promise";
}

const char *vow_task_awaits(const struct vow_task *task)
{
    NOT_IN_HANDLER();
    if (task_is_active(LOOP, task))
        return NULL;
    if (task->node.flags & TASK_GENERATOR) {
        unsigned state = task->owner.generator->node.flags;

        if (state == GENERATOR_YIELDED || state == GENERATOR_START)
            return "next()";
    }
    return task->awaiting ? waits_for(task->awaiting) : NULL;
}
