/* SPDX-License-Identifier: MIT */
/* The children of a group: from their start until the reaction to their promise. */
#include "cancel.h"
#include "group.h"

static bool is_over(const struct vow_group *group) { return group->scope.fired || group->phase != GROUP_OPEN; }
static bool has_place(const struct vow_group *group) { return !group->limit || group->running < group->limit; }

void vow_group_serve_(struct vow_group *group)
{
    while (group->starters.first && has_place(group))
        if (vow_wait_end_(group->starters.first, VOW_FULFILLED, VOW_UNDEFINED))
            group->running++;
    while (group->joiners.first && !group->running)
        vow_wait_end_(group->joiners.first, VOW_FULFILLED, VOW_UNDEFINED);
}

void vow_group_limit(struct vow_group *group, uint16_t children)
{
    NOT_IN_HANDLER();
    group->limit = children;
    vow_group_serve_(group);
}

void vow_group_cancel(struct vow_group *group)
{
    NOT_IN_HANDLER();
    for (struct vow_group_child *child = group->children; child; child = child->next)
        vow_promise_cancel(child->promise);
}

void vow_group_insist_(const struct vow_group *group)
{
    for (struct vow_group_child *child = group->children; child; child = child->next)
        vow_cancel_insist_(child->promise);
}

static void give_place_back(struct vow_group *group)
{
    group->running--;
    vow_group_serve_(group);
}

static void failed(struct vow_group_child *child)
{
    struct vow_group *group = child->group;

    child->next = NULL;
    *group->failed_tail = child;
    group->failed_tail = &child->next;
    vow_group_insist_(group);
    vow_cancel_scope_fire(&group->scope, child->reason);
}

void vow_group_ended_(struct vow_reaction *reaction)
{
    struct vow_group_child *child = CONTAINER_OF(reaction, struct vow_group_child, reaction);
    struct vow_group *group = child->group;
    unsigned status = child->promise->node.state;

    *child->link = child->next;
    *(child->next ? &child->next->link : &group->children_tail) = child->link;
    child->reason = status >= VOW_REJECTED ? thrown_reason(status, child->promise->value) : VOW_UNDEFINED;
    release(child->promise);
    if (status >= VOW_REJECTED && child->reason.e != &vow_error_cancelled)
        failed(child);
    else
        pool_give(&LOOP->records, child);
    give_place_back(group);
}

#if VOW_CONFIG_LEVELS > 1
const struct vow_promise *vow_group_settles_(const struct vow_reaction *reaction)
{
    const struct vow_group_child *child = CONTAINER_OF(reaction, const struct vow_group_child, reaction);
    const bool has_answer = reaction->run == vow_group_answered_;
    const struct vow_waiter *waiter;

    if (!has_answer && reaction->run != vow_group_ended_ && reaction->run != vow_group_delivered_)
        return NULL;
    waiter = has_answer ? ((const struct vow_answer *)child->reason.p)->askers.first : NULL;
    waiter = waiter ? waiter : child->group->starters.first;
    waiter = waiter ? waiter : child->group->joiners.first;
    return waiter ? waiter->slot : NULL;
}
#endif

/* The group counts it already. */
static void watch(struct vow_group *group, struct vow_group_child *child, struct vow_promise *promise,
                  void (*run)(struct vow_reaction *reaction))
{
    vow_reaction_init_(&child->reaction, run);
    child->promise = promise;
    child->group = group;
    child->next = NULL;
    child->link = group->children_tail;
    *child->link = child;
    group->children_tail = &child->next;
    subscribe(promise, &child->reaction.node);
    if (is_over(group))
        vow_cancel_insist_(promise);
}

static void take_place(struct vow_group *group)
{
    static const struct vow_source_methods methods = { "group", vow_wait_cancel_ };
    struct wait wait;

    if (has_place(group)) {
        group->running++;
        return;
    }
    vow_wait_prepare_(&wait, &methods);
    vow_wait_enter_(&group->starters, &wait.waiter);
    vow_wait_(&wait, NULL);
    if (is_over(group)) {
        give_place_back(group);
        vow_throw_error(&vow_error_cancelled);
    }
}

void vow_group_start_(struct vow_group *group, const struct vow_bound_function *call, void (*run)(struct vow_reaction *reaction),
                      void *result)
{
    struct vow_group_child *child;
    struct vow_promise *promise;

    if (is_over(group))
        vow_throw_error(&vow_error_cancelled);
    take_place(group);
    child = pool_take(&LOOP->records);
    promise = child ? vow_call_bound(call) : vow_dry_record_();
    if (LIKELY((promise->node.flags & PROMISE_POOL) != PROMISE_IS_DRY)) {
        child->reason = vow_pointer(result);
        watch(group, child, promise, run);
        return;
    }
    if (child)
        pool_give(&LOOP->records, child);
    give_place_back(group);
    vow_await(promise);
}

void vow_group_call(struct vow_group *group, const struct vow_async_function *function, const void *argument, size_t bytes)
{
    NOT_IN_HANDLER();
    vow_group_start_(group, &(struct vow_bound_function){ function, argument, bytes }, vow_group_ended_, NULL);
}

void vow_group_add(struct vow_group *group, struct vow_promise *promise)
{
    NOT_IN_HANDLER();
    struct vow_group_child *child = pool_take(&LOOP->records);

    if (LIKELY(child)) {
        group->running++;
        watch(group, child, promise, vow_group_ended_);
        return;
    }
    {
        VOW_SHIELD();
        vow_cancel_insist_(promise);
        vow_await_result(promise, NULL);
    }
    vow_await(vow_dry_record_());
}
