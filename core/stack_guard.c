/* SPDX-License-Identifier: MIT */
/* What is said of a stack that has overflowed. */
#include "internal.h"

#include <vow/fault.h>

/* Not always the current one: during a switch that is the next one already. */
static const struct vow_task *task_with_limit(const void *limit)
{
    for (const struct vow_task *task = vow_task_next(NULL); task; task = vow_task_next(task))
        if (task->context.limit == limit)
            return task;
    return NULL;
}

void vow_stack_tell_(const char *who, size_t stack_bytes, uintptr_t place)
{
    vow_fault_text("panic: stack overflow in ");
    vow_fault_text(who);
    vow_fault_decimal(" (", stack_bytes);
    vow_fault_hex(" bytes, near 0x", place);
    vow_fault_text(")");
}

void vow_stack_tell_task_(const void *limit, uintptr_t place)
{
    const struct vow_task *task = task_with_limit(limit);

    if (task)
        vow_stack_tell_(vow_task_name(task), vow_task_stack_size(task), place);
    else
        vow_stack_tell_("a task that has ended", 0, place);
}

void vow_stack_overflowed_(const void *limit, uintptr_t place)
{
    vow_fault_begin();
    vow_stack_tell_task_(limit, place);
    vow_fault_text("\n");
    vow_hook_fault();
}
