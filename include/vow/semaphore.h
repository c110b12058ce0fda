/* SPDX-License-Identifier: MIT */
#ifndef VOW_SEMAPHORE_H
#define VOW_SEMAPHORE_H

#include <vow/waiting.h>

VOW_BEGIN_DECLARATIONS

/* Rules for semaphores: a number of permits. One that is released goes to whoever waits longest. Memory of the caller's, all zero:
 * no permits. Belongs to one loop. Private. */
struct vow_semaphore {
    uint32_t permits;
    struct vow_wait_queue waiters;
};

/** Makes it anew with so many permits; nobody may wait.   @context init, task, loop   @suspends no   @cancel - */
void vow_semaphore_init(struct vow_semaphore *semaphore, uint32_t permits);

/** Takes a permit.
 *  @context task   @suspends if there is none   @cancel strict: a permit that was handed over is kept, and is to be released */
void vow_semaphore_acquire(struct vow_semaphore *semaphore);

/** @return false if there is none   @context task, loop   @suspends no   @cancel - */
bool vow_semaphore_try_acquire(struct vow_semaphore *semaphore);

/** Gives one back, or adds one.   @context task, loop   @suspends no   @cancel - */
void vow_semaphore_release(struct vow_semaphore *semaphore);

/** How many are free.   @context any   @suspends no */
static inline uint32_t vow_semaphore_permits(const struct vow_semaphore *semaphore) { return semaphore->permits; }

/** Takes a permit from here to the end of the enclosing block, whichever way that is left.
 *  @context task   @suspends as vow_semaphore_acquire   @cancel strict */
#define VOW_PERMIT(semaphore)                                                                                    \
    vow_semaphore_acquire(semaphore);                                                                            \
    VOW_DEFER(vow_semaphore_release_, semaphore)

void vow_semaphore_release_(void *semaphore);

VOW_END_DECLARATIONS

#endif
