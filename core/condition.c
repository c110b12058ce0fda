/* SPDX-License-Identifier: MIT */
#include "wait.h"

#include <vow/condition.h>

static void lock_again(struct vow_mutex *mutex)
{
    struct vow_task *me = LOOP->current;
    unsigned shields = vow_shield_ ? vow_shield_(me) : 0;

    vow_mutex_lock(mutex);
    if (vow_unshield_)
        vow_unshield_(me, shields);
}

void vow_condition_init(struct vow_condition *condition)
{
    NOT_IN_HANDLER();
    *condition = (struct vow_condition){ .waiters = { NULL, NULL } };
}

/* The mutex is unlocked after the queue was entered, so nobody can change anything in between without telling. */
void vow_condition_wait(struct vow_condition *condition, struct vow_mutex *mutex)
{
    NOT_IN_HANDLER();
    static const struct vow_source_methods methods = { "condition", vow_wait_cancel_ };
    struct wait wait;
    vow_value reason;

    ASSERT(mutex->owner == LOOP->current, "vow_condition_wait: the task does not have the mutex");
    vow_wait_prepare_(&wait, &methods);
    vow_wait_enter_(&condition->waiters, &wait.waiter);
    vow_mutex_unlock(mutex);
    if (vow_await_result(&wait.slot, &reason) < VOW_REJECTED) {
        lock_again(mutex);
        return;
    }
    lock_again(mutex);
    vow_throw(reason);
}

void vow_condition_signal(struct vow_condition *condition)
{
    NOT_IN_HANDLER();
    if (condition->waiters.first)
        vow_wait_end_(condition->waiters.first, VOW_FULFILLED, VOW_UNDEFINED);
}

void vow_condition_broadcast(struct vow_condition *condition)
{
    NOT_IN_HANDLER();
    while (condition->waiters.first)
        vow_wait_end_(condition->waiters.first, VOW_FULFILLED, VOW_UNDEFINED);
}
