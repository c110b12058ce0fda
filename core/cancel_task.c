/* SPDX-License-Identifier: MIT */
/* The marks of a cancelled task, and what becomes of them: it sees the error, or a shield holds it off. */
#include "cancel.h"

bool vow_cancel_task_(struct way *way, struct vow_task *task)
{
    task->node.flags |= way->how;
    if (task_is_active(way->loop, task))
        return false;
    if (task->node.flags & TASK_GENERATOR && task->owner.generator->node.flags != GENERATOR_EXECUTING)
        return false;
    return true;
}

bool vow_cancel_task_from_outside_(struct way *way, struct vow_task *task)
{
    way->outcome = VOW_CANCELLED;
    if (!task_shields(task))
        return vow_cancel_task_(way, task);
    if (way->how == TASK_CANCEL)
        task->node.flags |= TASK_CANCEL_LATER;
    return false;
}

static bool answer_is_unwanted(const struct vow_task *task)
{
    const struct vow_promise *answer = task->owner.promise;

    if (task->node.flags & TASK_GENERATOR) {
        if (!task->owner.generator->requests)
            return false;
        answer = (const struct vow_promise *)task->owner.generator->requests->next;
    }
    return answer->node.flags & PROMISE_UNWANTED;
}

/* Has something fired for good, so that the task is to be cut short where it stands? */
static bool is_cut_short(const struct vow_task *task)
{
    return (!task_shields(task) && answer_is_unwanted(task)) || (vow_cancel_scopes_fired_ && vow_cancel_scopes_fired_(task));
}

void vow_cancel_answered_(struct vow_task *task)
{
    task->node.flags &= (uint8_t)~(TASK_CANCELS | TASK_CANCEL_LATER);
    if (is_cut_short(task))
        task->node.flags |= TASK_CANCEL_SCOPE;
}

/* With both marks the error is taken to be the scope's. */
void vow_cancel_seen_(struct vow_task *task, vow_value reason)
{
    if (reason.e == &vow_error_cancelled && !(task->node.flags & TASK_CANCEL_SCOPE))
        task->node.flags &= (uint8_t)~TASK_CANCEL;
}

/* Nothing cancels the loop, and a throw out of a callback unshields nothing. */
unsigned vow_shield_(struct vow_task *task)
{
    unsigned flags = task->node.flags, shields = task_shields(task), later = flags & TASK_CANCEL ? TASK_CANCEL_LATER : 0;

    if (flags & TASK_LOOP)
        return shields;
    ASSERT(shields != UINT8_MAX, "more than 255 cleanups and shields within one another");
    task->node.references += 1 << 8;
    task->node.flags = (uint8_t)((flags & ~TASK_CANCELS) | later);
    return shields;
}

void vow_unshield_(struct vow_task *task, unsigned shields)
{
    if (shields == task_shields(task))
        return;
    task->node.references = (uint16_t)(shields << 8 | (task->node.references & 0xFF));
    task->node.flags &= (uint8_t)~TASK_CANCEL_SCOPE;
    if (!shields && task->node.flags & TASK_CANCEL_LATER)
        task->node.flags ^= TASK_CANCEL_LATER | TASK_CANCEL;
    if (is_cut_short(task))
        task->node.flags |= TASK_CANCEL_SCOPE;
}
