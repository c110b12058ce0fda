/* SPDX-License-Identifier: MIT */
#ifndef VOW_MUTEX_H
#define VOW_MUTEX_H

#include <vow/waiting.h>

VOW_BEGIN_DECLARATIONS

/* Rules for mutexes: for what must not be disturbed across an await; code without one needs none. Locked by one task at a time and
 * unlocked by the same, before it ends (debug builds panic by name). It is handed to whoever waits longest. Not recursive. Memory of the
 * caller's, all zero: not locked. Belongs to one loop. Private. */
struct vow_mutex {
    struct vow_task *owner;
    struct vow_wait_queue waiters;
};

/** Makes one of memory that may hold anything. So it does not look at what was there: one that somebody has or waits for must be unlocked
 *  first, and its task would go on counting as the one that has it.   @context init, task, loop   @suspends no   @cancel - */
void vow_mutex_init(struct vow_mutex *mutex);

/** @context task   @suspends if another task has it   @cancel strict: a mutex that was handed over is kept */
void vow_mutex_lock(struct vow_mutex *mutex);

/** @return false if a task has it   @context task   @suspends no   @cancel - */
bool vow_mutex_try_lock(struct vow_mutex *mutex);

/** By the task that has it.   @context task   @suspends no   @cancel - */
void vow_mutex_unlock(struct vow_mutex *mutex);

/** The task that has it, or NULL.   @context any   @suspends no */
static inline struct vow_task *vow_mutex_owner(const struct vow_mutex *mutex) { return mutex->owner; }

/** Locks it from here to the end of the enclosing block, whichever way that is left.
 *  @context task   @suspends as vow_mutex_lock   @cancel strict */
#define VOW_LOCK(mutex)                                                                                          \
    vow_mutex_lock(mutex);                                                                                       \
    VOW_DEFER(vow_mutex_unlock_, mutex)

void vow_mutex_unlock_(void *mutex);

VOW_END_DECLARATIONS

#endif
