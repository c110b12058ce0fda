/* SPDX-License-Identifier: MIT */
/* Groups: the results of children. Each goes to where its asker wants it when the child is over, before its group hears of that:
 * so who waits for a child that fails is handed its error, and not the cancel that follows. */
#include "group.h"

void vow_group_answered_(struct vow_reaction *reaction)
{
    struct vow_group_child *child = CONTAINER_OF(reaction, struct vow_group_child, reaction);
    struct vow_answer *answer = child->reason.p;
    unsigned status = child->promise->node.state;

    answer->status = status >= VOW_REJECTED ? VOW_REJECTED : VOW_FULFILLED;
    answer->value = status >= VOW_REJECTED ? thrown_reason(status, child->promise->value) : child->promise->value;
    while (answer->askers.first)
        vow_wait_end_(answer->askers.first, answer->status, answer->value);
    vow_group_ended_(reaction);
}

void vow_group_ask(struct vow_group *group, struct vow_answer *answer, const struct vow_async_function *function,
                   const void *argument, size_t bytes)
{
    NOT_IN_HANDLER();
    *answer = (struct vow_answer){ .value = vow_error_value(&vow_error_cancelled), .status = VOW_REJECTED };
    vow_group_start_(group, &(struct vow_bound_function){ function, argument, bytes }, vow_group_answered_, answer);
    answer->status = VOW_PENDING;
}

vow_value vow_answer_await(struct vow_answer *answer)
{
    NOT_IN_HANDLER();
    static const struct vow_source_methods methods = { "answer", vow_wait_cancel_ };
    struct wait wait;
    vow_value value;

    vow_wait_prepare_(&wait, &methods);
    if (answer->status == VOW_PENDING)
        vow_wait_enter_(&answer->askers, &wait.waiter);
    else
        settle(&wait.slot, answer->status, answer->value);
    vow_wait_(&wait, &value);
    return value;
}
