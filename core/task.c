/* SPDX-License-Identifier: MIT */
/* Tasks: a stack with a control block at its top, from the call of an async function to its end.
 *
 *   stack block   | guard | free ... frames of the body | copy of the argument | struct vow_task |
 *                 low                                                                       high
 *
 * Nobody writes to a guard once a task has run above it; so a free block is linked by its control block.
 */
#include "internal.h"

_Static_assert(offsetof(struct vow_task, node) == 0, "a task is a node");

static inline __attribute__((always_inline)) struct vow_task *place(struct vow_task *task, void *limit,
                                                                    const struct vow_function *function,
                                                                    const void *argument, size_t bytes,
                                                                    unsigned stack_class)
{
    char *top = (char *)(((uintptr_t)task - bytes) & ~(uintptr_t)15);

    node_set_word(&task->node, NODE_TASK | WORD_FLAG(TASK_LIVE) | stack_class * WORD_REFERENCE);
    task->resumer = NULL;
    task->scopes = NULL;
    task->awaiting = NULL;
    task->adopted = 0;
#if VOW_CONFIG_DEBUG
    task->mutexes = 0;
#endif
    task->function = function;
#if VOW_CONFIG_LEVELS > 1
    task->level = function->level ? function->level - 1 : LOOP->current->level;
#endif
    if (bytes)
        __builtin_memcpy(top, argument, bytes);
    vow_arch_context_init(&task->context, limit, top, top);
    return task;
}

struct vow_task *vow_task_place_(struct vow_task *task, void *limit, const struct vow_function *function,
                                 const void *argument, size_t bytes, unsigned stack_class)
{
    return place(task, limit, function, argument, bytes, stack_class);
}

/* The smallest class first; a larger one when that is empty. */
struct vow_task *vow_task_new_(const struct vow_function *function, const void *argument, size_t bytes)
{
    struct vow_pool *pool = LOOP->stacks;
    size_t given = function->stack_bytes * (size_t)VOW_ARCH_STACK_SCALE;
    size_t need = (given > bytes ? given : bytes) + VOW_ARCH_GUARD_PAD + VOW_ARCH_GUARD_BYTES + sizeof(struct vow_task);

    if (POOL_FAILS(pool))
        return NULL;
    for (unsigned i = 0; i < VOW_STACK_CLASSES; i++, pool++) {
        struct vow_task *task = pool->free;
        void *limit;

        if (pool->block_bytes < need)
            continue;
        if (LIKELY(task)) {
            /* also forgets the frames of the task before */
            vow_arch_block_taken((char *)(task + 1) - pool->block_bytes, pool->block_bytes);
            pool->free = task->node.next;
            limit = task->context.limit;
        } else {
            char *block = vow_pool_fresh_(pool);

            if (!block)
                continue;
            task = (struct vow_task *)(void *)(block + pool->block_bytes) - 1;
            limit = block + VOW_ARCH_GUARD_PAD;
            stack_paint(limit, task);
        }
        return place(task, limit, function, argument, bytes, i);
    }
    return NULL;
}

/* Without poisoning: the task may still be standing on it. Nobody takes a block before the next switch, and interrupt
 * handlers take none at all. */
static inline __attribute__((always_inline)) void give_back(struct vow_task *task)
{
    struct vow_loop *loop = LOOP;
    unsigned stack_class = task->node.references & 0xFF;

    DEBUG_ASSERT(task->node.flags & TASK_LIVE, "a task's stack is freed twice");
    DEBUG_ASSERT(!task->mutexes, "a task ends that has a mutex");
    task->node.flags = 0;
    if (UNLIKELY(stack_class == STACK_OF_CALLER)) {
        vow_guest_forget_(task);
        return;
    }
    task->node.next = loop->stacks[stack_class].free;
    loop->stacks[stack_class].free = task;
}

void vow_task_free_(struct vow_task *task) { give_back(task); }

/* The end of a task: its stack is free and will not be seen again. */
void vow_task_leave_(struct vow_task *task)
{
    struct vow_loop *loop = LOOP;

    give_back(task);
    vow_arch_context_leaving(&task->context);
    suspend_inline(loop, task);
    __builtin_unreachable();
}

/* Called by the architecture on the new stack. */
void vow_task_main_(void *argument)
{
    struct vow_loop *loop = LOOP;
    struct vow_task *task = loop->current;
    struct vow_promise *promise;
    vow_value value;

    if (task->node.flags & TASK_GENERATOR)
        vow_generator_main_(task, argument);
    value = CONTAINER_OF(task->function, const struct vow_async_function, function)->entry(argument);
    promise = task->owner.promise;
    if (UNLIKELY(task->adopted))
        vow_task_unwound_(task, VOW_COMPLETION_RETURN, value);
    settle_and_release(loop, promise, node_word(&promise->node) + WORD_STATE(VOW_FULFILLED) - WORD_REFERENCE, value);
    vow_task_leave_(task);
}

/* A throw or vow_return has left the body. */
void vow_task_unwound_(struct vow_task *task, unsigned completion, vow_value value)
{
    struct vow_promise *promise = task->owner.promise;
    const bool threw = completion == VOW_COMPLETION_THROW;

    if (threw && UNLIKELY(task->adopted))
        vow_adopted_drop_(task);
    if (task->node.flags & TASK_GENERATOR)
        vow_generator_unwound_(task, completion, value);
    if (!task->adopted || !vow_adopted_resolve_(task, promise, value))
        settle(promise, threw ? VOW_REJECTED : VOW_FULFILLED, value);
    release(promise);
    vow_task_leave_(task);
}

struct vow_promise *vow_task_start_(struct vow_task *task, struct vow_promise *promise)
{
    promise_init(promise, VOW_PENDING, PROMISE_RESOLVED, 2);
    promise->value = VOW_UNDEFINED;
    task->owner.promise = promise;
    resume_now(LOOP, task);
    return promise;
}

struct vow_promise *vow_call(const struct vow_async_function *function, const void *argument, size_t bytes)
{
    NOT_IN_HANDLER();
    struct vow_task *task = vow_task_new_(&function->function, argument, bytes);
    struct vow_promise *promise;

    if (UNLIKELY(!task))
        return vow_dry_stack_();
    promise = pool_take(&LOOP->promises);
    if (UNLIKELY(!promise)) {
        vow_task_free_(task);
        return vow_dry_promise_();
    }
    return vow_task_start_(task, promise);
}
