/* SPDX-License-Identifier: MIT */
#include "wait.h"

#include <vow/semaphore.h>

/* Handlers release, too (about 5 instructions). */
static void add(struct vow_semaphore *semaphore, uint32_t permits)
{
    uintptr_t state = vow_arch_irq_save();

    semaphore->permits += permits;
    vow_arch_irq_restore(state);
}

static void serve(struct vow_semaphore *semaphore)
{
    while (vow_semaphore_permits(semaphore) && semaphore->waiters.first)
        if (vow_wait_end_(semaphore->waiters.first, VOW_FULFILLED, VOW_UNDEFINED))
            add(semaphore, -1u);
}

static void rung(struct vow_reaction *reaction)
{
    struct vow_semaphore *semaphore = CONTAINER_OF(reaction, struct vow_semaphore, bell.reaction);

    vow_bell_arm_again_(&semaphore->bell);
    serve(semaphore);
}

void vow_semaphore_init(struct vow_semaphore *semaphore, uint32_t permits)
{
    NOT_IN_HANDLER();
    *semaphore = (struct vow_semaphore){ .permits = permits };
}

void vow_semaphore_enter_(struct vow_semaphore *semaphore, struct vow_waiter *waiter)
{
    BELL_IS_FOR(&semaphore->bell, &semaphore->waiters);
    bell_arm(&semaphore->bell, rung);
    vow_wait_enter_(&semaphore->waiters, waiter);
    serve(semaphore);
}

/* A permit of a handler's may belong to somebody who waits and has not been told yet. */
bool vow_semaphore_try_acquire(struct vow_semaphore *semaphore)
{
    NOT_IN_HANDLER();
    if (semaphore->waiters.first || !vow_semaphore_permits(semaphore))
        return false;
    add(semaphore, -1u);
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
    add(semaphore, 1);
    serve(semaphore);
}

void vow_semaphore_release_(void *semaphore) { vow_semaphore_release(semaphore); }
