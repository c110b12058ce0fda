/* SPDX-License-Identifier: MIT */
/* Cancel scopes, and what is made of them: deadlines, blocks that obey a signal, shields.
 *
 * A scope stands on the task's list of open blocks. As long as one that has fired is open, every await that has to wait is
 * cut short, so a catch in the block cannot outlast it; where vow_error_cancelled leaves it, it becomes its reason. */
#include "internal.h"

#include <vow/cancel.h>

static void left(struct vow_scope *scope, unsigned completion, vow_value value);

/* The next scope at or behind this block. */
static struct vow_cancel_scope *cancel_scope_from(struct vow_scope *scope)
{
    while (scope && scope->run != left)
        scope = scope->previous;
    return (struct vow_cancel_scope *)scope;
}

bool vow_cancel_scopes_fired_(const struct vow_task *task)
{
    const struct vow_cancel_scope *scope = cancel_scope_from(task->scopes);

    while (scope && (!scope->fired || scope->shields != task_shields(task)))
        scope = cancel_scope_from(scope->scope.previous);
    return scope;
}

/* Called with a shield, at whose end the scopes that are still open are looked at. */
static void left(struct vow_scope *block, unsigned completion, vow_value value)
{
    struct vow_cancel_scope *scope = (struct vow_cancel_scope *)block;

    if (completion == VOW_COMPLETION_THROW) {
        scope->insists = value.e == &vow_error_cancelled;
        if (!scope->insists) { /* that is the reason, and there will be no other */
            scope->fired = true;
            scope->reason = value;
        }
    }
    if (scope->leave)
        scope->leave(scope);
    if (scope->fired && scope->insists)
        vow_throw(scope->reason);
}

void vow_cancel_scope_enter(struct vow_cancel_scope *scope, void (*leave)(struct vow_cancel_scope *scope))
{
    NOT_IN_HANDLER();
    struct vow_task *me = LOOP->current;

    ASSERT(!(me->node.flags & TASK_LOOP), "a cancel scope outside a task");
    scope->scope.run = left;
    scope->scope.previous = me->scopes;
    scope->task = me;
    scope->reason = VOW_UNDEFINED;
    scope->fired = false;
    scope->insists = false;
    scope->shields = (uint8_t)task_shields(me);
    scope->leave = leave;
    me->scopes = &scope->scope;
}

void vow_cancel_scope_leave(struct vow_cancel_scope *scope)
{
    NOT_IN_HANDLER();
    vow_scope_leave_(&scope->scope);
}

void vow_cancel_scope_fire(struct vow_cancel_scope *scope, vow_value reason)
{
    NOT_IN_HANDLER();
    if (scope->fired)
        return;
    scope->fired = true;
    scope->reason = reason;
    if (scope->shields == task_shields(scope->task)) /* otherwise when the shield ends */
        vow_cancel_scope_fired_(scope->task);
}

/* ---- deadlines ---- */

static void time_is_over(void *argument) { vow_cancel_scope_fire(argument, vow_error_value(&vow_error_timeout)); }

static void stop_timer(struct vow_cancel_scope *scope)
{
    vow_timer_stop(&CONTAINER_OF(scope, struct vow_timeout, scope)->timer);
}

void vow_timeout_enter_(struct vow_timeout *timeout, vow_time deadline)
{
    NOT_IN_HANDLER_AS("VOW_TIMEOUT_MS");
    vow_cancel_scope_enter(&timeout->scope, stop_timer);
    timeout->timer.next = NULL;
    vow_timer_start_at(&timeout->timer, deadline, time_is_over, &timeout->scope);
}

void vow_timeout_leave_(struct vow_timeout *timeout) { vow_cancel_scope_leave(&timeout->scope); }

/* ---- signals ---- */

static void signal_aborted(void *argument)
{
    struct vow_abortable *abortable = argument;

    vow_cancel_scope_fire(&abortable->scope, vow_abort_signal_reason(abortable->signal));
}

static void remove_listener(struct vow_cancel_scope *scope)
{
    struct vow_abortable *abortable = CONTAINER_OF(scope, struct vow_abortable, scope);

    vow_abort_listener_remove(abortable->signal, &abortable->listener);
}

void vow_abortable_enter_(struct vow_abortable *abortable, struct vow_abort_signal *signal)
{
    NOT_IN_HANDLER_AS("VOW_ABORTABLE");
    vow_abort_signal_throw_if_aborted(signal);
    vow_cancel_scope_enter(&abortable->scope, remove_listener);
    abortable->signal = signal;
    vow_abort_listener_add(signal, &abortable->listener, signal_aborted, abortable);
}

void vow_abortable_leave_(struct vow_abortable *abortable) { vow_cancel_scope_leave(&abortable->scope); }

/* ---- shields ---- */

void vow_shield_enter_(struct vow_shield *shield)
{
    NOT_IN_HANDLER_AS("VOW_SHIELD");
    shield->shields = (uint8_t)vow_shield_(LOOP->current);
}

void vow_shield_leave_(struct vow_shield *shield) { vow_unshield_(LOOP->current, shield->shields); }
