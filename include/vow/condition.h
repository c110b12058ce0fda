/* SPDX-License-Identifier: MIT */
#ifndef VOW_CONDITION_H
#define VOW_CONDITION_H

#include <vow/mutex.h>

VOW_BEGIN_DECLARATIONS

/* Rules for conditions: something that a mutex guards has changed. Who waits looks again when it is told, in a loop. Memory of
 * the caller's, all zero: nobody waits. Belongs to one loop. Private. */
struct vow_condition {
    struct vow_wait_queue waiters;
};

/** Makes it anew; nobody may wait.   @context init, task, loop   @suspends no   @cancel - */
void vow_condition_init(struct vow_condition *condition);

/** Unlocks the mutex, which the task has, waits to be told, and locks it again.
 *      VOW_LOCK(&mutex);
 *      while (!ready)
 *          vow_condition_wait(&changed, &mutex);
 *  @context task   @suspends yes   @cancel strict: the task has the mutex again when the error arrives, and it was not told; who was told
 *  is not cut short. Locking again is shielded */
void vow_condition_wait(struct vow_condition *condition, struct vow_mutex *mutex);

/** Tells the one who waits longest, or everybody who waits now. Whether the mutex is locked does not matter.
 *  @context task, loop   @suspends no   @cancel - */
void vow_condition_signal(struct vow_condition *condition);
void vow_condition_broadcast(struct vow_condition *condition);

VOW_END_DECLARATIONS

#endif
