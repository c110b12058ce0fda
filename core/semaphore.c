/* SPDX-License-Identifier: MIT */
#include "wait.h"

#include <vow/semaphore.h>

static void serve(struct vow_semaphore *semaphore)
{
    while (semaphore->permits && semaphore->waiters.first)
        if (vow_wait_end_(semaphore->waiters.first, VOW_FULFILLED, VOW_UNDEFINED))
            semaphore->permits--;
}

void vow_semaphore_init(struct vow_semaphore *semaphore, uint32_t permits)
{
    NOT_IN_HANDLER();
    *semaphore = (struct vow_semaphore){ .permits = permits };
}

void vow_semaphore_enter_(struct vow_semaphore *semaphore, struct vow_waiter *waiter)
{
    vow_wait_enter_(&semaphore->waiters, waiter);
    serve(semaphore);
}

/* While there are permits nobody waits. */
bool vow_semaphore_try_acquire(struct vow_semaphore *semaphore)
{
    NOT_IN_HANDLER();
    if (!semaphore->permits)
        return false;
    semaphore->permits--;
    return true;
}

void vow_semaphore_acquire(struct vow_semaphore *semaphore)
{
    NOT_IN_HANDLER();
    static const struct vow_source_methods methods = { "semaphore", vow_wait_cancel_ };
    struct wait wait;

    if (vow_semaphore_try_acquire(semaphore))
        return;
    vow_wait_prepare_(&wait, &methods);
    vow_semaphore_enter_(semaphore, &wait.waiter);
    vow_wait_(&wait, NULL);
}

void vow_semaphore_release(struct vow_semaphore *semaphore)
{
    NOT_IN_HANDLER();
    semaphore->permits++;
    serve(semaphore);
}

void vow_semaphore_release_(void *semaphore) { vow_semaphore_release(semaphore); }
