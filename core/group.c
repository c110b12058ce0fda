/* SPDX-License-Identifier: MIT */
/* Groups: the block. It is a cancel scope that a child's failure fires, and that waits for the children when it is left. */
#include "group.h"

static enum vow_status wait_for_children(struct vow_group *group, vow_value *reason)
{
    static const struct vow_source_methods methods = { "group", vow_wait_cancel_ };
    struct wait wait;

    if (!group->running)
        return VOW_FULFILLED;
    vow_wait_prepare_(&wait, &methods);
    vow_wait_enter_(&group->joiners, &wait.waiter);
    return vow_await_result(&wait.slot, reason);
}

/* What is neither the reason with which the block is left, or which join has thrown, nor was asked for. */
static void report_errors(struct vow_group *group)
{
    struct vow_group_child *child;
    bool reason_met = false;

    while ((child = group->failed) != NULL) {
        group->failed = child->next;
        if (!reason_met && child->reason.u == group->scope.reason.u)
            reason_met = true;
        else if (child->group)
            vow_hook_uncaught_error(child->reason);
        pool_give(&LOOP->records, child);
    }
}

static void leave(struct vow_cancel_scope *scope)
{
    struct vow_group *group = CONTAINER_OF(scope, struct vow_group, scope);

    group->phase = GROUP_CLOSING;
    vow_group_insist_(group);
    wait_for_children(group, NULL);
    report_errors(group);
    group->phase = GROUP_LEFT;
}

struct vow_group vow_group_begin_(void)
{
    NOT_IN_HANDLER_AS("VOW_GROUP");
    struct vow_group group;

    group.phase = GROUP_FRESH;
    return group;
}

/* Asked before the block, and again behind it. Field by field: the C library's memset takes five instructions for a byte. */
bool vow_group_open_(struct vow_group *group)
{
    if (group->phase != GROUP_FRESH) {
        vow_group_leave_(group);
        return false;
    }
    group->children = group->failed = NULL;
    group->children_tail = &group->children;
    group->failed_tail = &group->failed;
    group->starters = group->joiners = (struct vow_wait_queue){ NULL, NULL };
    group->running = group->limit = 0;
    group->phase = GROUP_OPEN;
    vow_cancel_scope_enter(&group->scope, leave);
    group->scope.insists = true; /* an error that nobody has been told must not get lost */
    return true;
}

void vow_group_leave_(struct vow_group *group)
{
    if (group->phase == GROUP_OPEN)
        vow_cancel_scope_leave(&group->scope);
}

/* All errors are there when the first one is thrown, also if it came while the task waited here. */
void vow_group_join(struct vow_group *group)
{
    NOT_IN_HANDLER();
    vow_value outcome = VOW_UNDEFINED;
    enum vow_status status = group->scope.fired ? VOW_FULFILLED : wait_for_children(group, &outcome);

    if (group->scope.fired && group->scope.insists) {
        VOW_SHIELD();
        wait_for_children(group, NULL);
        group->scope.insists = false;
        outcome = group->scope.reason;
        status = VOW_REJECTED;
    }
    if (status >= VOW_REJECTED)
        vow_throw(outcome);
}

unsigned vow_group_error_count(const struct vow_group *group)
{
    NOT_IN_HANDLER();
    unsigned count = 0;

    for (const struct vow_group_child *child = group->failed; child; child = child->next)
        count++;
    return count;
}

vow_value vow_group_error(const struct vow_group *group, unsigned index)
{
    NOT_IN_HANDLER();
    struct vow_group_child *child = group->failed;

    while (index--)
        child = child->next;
    child->group = NULL;
    return child->reason;
}
