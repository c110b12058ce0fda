/* SPDX-License-Identifier: MIT */
/* Who runs when a program ends in a report, and who waits for that. Whatever is broken, it ends. */
#include "generator.h"

#include <vow/fault.h>

enum { LONGEST_CHAIN = 8 };

static bool is_request_of(const struct vow_promise *promise, const struct vow_generator *generator)
{
    const struct vow_node *last = generator->requests, *request = last;

    for (unsigned i = 0; request && i < LONGEST_CHAIN; i++) {
        request = request->next;
        if (request == &promise->node)
            return true;
        if (request == last)
            break;
    }
    return false;
}

/* Whoever waits for one that it resumed to come back awaits nothing. */
static bool is_in_a_call(const struct vow_task *task)
{
    const struct vow_task *running = LOOP->current;

    for (unsigned i = 0; running && i < LONGEST_CHAIN; i++, running = running->resumer)
        if (running == task)
            return true;
    return false;
}

/* The first of the tasks that await the end of `task`, or what it yields. */
static const struct vow_task *awaited_by(const struct vow_task *task)
{
    for (const struct vow_task *other = vow_task_next(NULL); other; other = vow_task_next(other))
        if (!is_in_a_call(other) && (task->node.flags & TASK_GENERATOR ? is_request_of(other->awaiting, task->owner.generator)
                                                                       : other->awaiting == task->owner.promise))
            return other;
    return NULL;
}

void vow_fault_task(const char *before)
{
    const struct vow_task *task = LOOP->current;

    vow_fault_text(before);
    vow_fault_text(task->node.flags & TASK_LOOP ? "" : "task ");
    for (unsigned i = 0; task && i < LONGEST_CHAIN; i++) {
        const struct vow_task *waits = task->node.flags & TASK_LOOP ? NULL : awaited_by(task);

        vow_fault_text(vow_task_name(task));
        if (waits)
            vow_fault_text(", awaited by ");
        else if ((waits = task->resumer) == &LOOP->root)
            break;
        else if (waits)
            vow_fault_text(", called by ");
        task = waits;
    }
    vow_fault_text("\n");
}
