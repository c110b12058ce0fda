/* SPDX-License-Identifier: MIT */
#include "wait.h"

#include <vow/mutex.h>

/* To nobody: NULL. */
static void hand_to(struct vow_mutex *mutex, struct vow_task *owner)
{
#if VOW_CONFIG_DEBUG
    if (owner)
        owner->mutexes++;
    else
        mutex->owner->mutexes--;
#endif
    mutex->owner = owner;
    COUNT_LOCKED(owner ? 1 : -1);
}

static void serve(struct vow_mutex *mutex)
{
    struct vow_waiter *first;

    while (!mutex->owner && (first = mutex->waiters.first) != NULL)
        if (vow_wait_end_(first, VOW_FULFILLED, VOW_UNDEFINED))
            hand_to(mutex, first->value.p);
}

void vow_mutex_init(struct vow_mutex *mutex)
{
    NOT_IN_HANDLER();
    *mutex = (struct vow_mutex){ .owner = NULL };
}

void vow_mutex_enter_(struct vow_mutex *mutex, struct vow_waiter *waiter)
{
    waiter->value = vow_pointer(LOOP->current);
    vow_wait_enter_(&mutex->waiters, waiter);
    serve(mutex);
}

bool vow_mutex_try_lock(struct vow_mutex *mutex)
{
    NOT_IN_HANDLER();
    if (mutex->owner)
        return false;
    hand_to(mutex, LOOP->current);
    return true;
}

void vow_mutex_lock(struct vow_mutex *mutex)
{
    NOT_IN_HANDLER();
    static const struct vow_source_methods methods = { "mutex", vow_wait_cancel_ };
    struct wait wait;

    if (vow_mutex_try_lock(mutex))
        return;
    ASSERT(mutex->owner != LOOP->current, "vow_mutex_lock: the task has it already");
    vow_wait_prepare_(&wait, &methods);
    vow_mutex_enter_(mutex, &wait.waiter);
    vow_wait_(&wait, NULL);
}

void vow_mutex_unlock(struct vow_mutex *mutex)
{
    NOT_IN_HANDLER();
    ASSERT(mutex->owner == LOOP->current, "vow_mutex_unlock: the task does not have it");
    hand_to(mutex, NULL);
    serve(mutex);
}

void vow_mutex_unlock_(void *mutex) { vow_mutex_unlock(mutex); }
