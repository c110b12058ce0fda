/* SPDX-License-Identifier: MIT */
/* Tasks on stacks of their callers (vow_call_on). No pool knows where they are, so they are linked, by a word above the
 * control block. */
#include "internal.h"

#define NEXT_GUEST(task) (*(struct vow_task **)(void *)((task) + 1))

struct vow_promise *vow_call_on(void *stack, size_t stack_bytes, const struct vow_async_function *function,
                                const void *argument, size_t bytes)
{
    NOT_IN_HANDLER();
    struct vow_loop *loop = LOOP;
    struct vow_promise *promise = pool_take(&loop->promises);
    struct vow_task *task = (struct vow_task *)(void *)((char *)stack + (stack_bytes & ~(size_t)15) - 16) - 1;
    void *limit = (void *)(((uintptr_t)stack + VOW_ARCH_GUARD_PAD + VOW_ARCH_STACK_ALIGN - 1)
                           & ~(uintptr_t)(VOW_ARCH_STACK_ALIGN - 1));

    if (UNLIKELY(!promise))
        return vow_dry_promise_();
    stack_paint(limit, task);
    vow_task_place_(task, limit, &function->function, argument, bytes, STACK_OF_CALLER);
    NEXT_GUEST(task) = loop->guests;
    loop->guests = task;
    return vow_task_start_(task, promise);
}

void vow_guest_forget_(struct vow_task *task)
{
    struct vow_task **link = &LOOP->guests;

    while (*link != task)
        link = &NEXT_GUEST(*link);
    *link = NEXT_GUEST(task);
    vow_arch_stack_returned(task->context.limit);
}

struct vow_task *vow_guest_next_(const struct vow_task *task) { return NEXT_GUEST(task); }
