/* SPDX-License-Identifier: MIT */
#ifndef VOW_SEMAPHORE_H
#define VOW_SEMAPHORE_H

#include <vow/loop.h>
#include <vow/waiting.h>

VOW_BEGIN_DECLARATIONS

/* Rules for semaphores: a number of permits. One that is released goes to whoever waits longest. Memory of the caller's, all zero:
 * no permits. Belongs to one loop; handlers of any priority that Vow masks (VOW_CONFIG_MASK_PRIORITY) may release: then
 * its memory is in use until the loop has had a turn after the last of them. Private. */
struct vow_semaphore {
    uint32_t permits;
    struct vow_wait_queue waiters;
    struct vow_bell bell;
};

/** Makes it anew with so many permits; nobody may wait, and the loop must have had a turn since a handler last used it.
 *  @context init, task, loop   @suspends no   @cancel - */
void vow_semaphore_init(struct vow_semaphore *semaphore, uint32_t permits);

/** Takes a permit.
 *  @context task   @suspends if there is none   @cancel strict: a permit that was handed over is kept, and is to be released */
void vow_semaphore_acquire(struct vow_semaphore *semaphore);

/** @return false if there is none, or others wait for it   @context task, loop   @suspends no   @cancel - */
bool vow_semaphore_try_acquire(struct vow_semaphore *semaphore);

/** Gives one back, or adds one.   @context task, loop   @suspends no   @cancel - */
void vow_semaphore_release(struct vow_semaphore *semaphore);

/** The same from a handler of any priority that Vow masks: masks interrupts for about 8 instructions. Each release counts. Who waits
 *  gets the permit in a macrotask.
 *  @param loop  the loop of those who wait   @return false if there are 2^32 - 1: it was not counted
 *  @context isr; task and loop too   @suspends no   @cancel - */
bool vow_semaphore_release_from_isr(struct vow_loop *loop, struct vow_semaphore *semaphore);

/** How many are free.   @context any   @suspends no */
static inline uint32_t vow_semaphore_permits(const struct vow_semaphore *semaphore)
{
    return *(const volatile uint32_t *)&semaphore->permits;
}

/** Takes a permit from here to the end of the enclosing block, whichever way that is left.
 *  @context task   @suspends as vow_semaphore_acquire   @cancel strict */
#define VOW_PERMIT(semaphore)                                                                                    \
    vow_semaphore_acquire(semaphore);                                                                            \
    VOW_DEFER(vow_semaphore_release_, semaphore)

void vow_semaphore_release_(void *semaphore);

VOW_END_DECLARATIONS

#endif
