/* SPDX-License-Identifier: MIT */
/* Waiting for what tasks share (wait.c, bell.c, reaction.c).
 *
 * One rule for all: who waits is put into a queue first, and then the object is looked at (its `serve`), which hands what is
 * there to the first one in the queue whose wait can still be ended. So nothing is given to a wait that was cancelled, or that
 * another case of a select has ended, and an interrupt between the two steps is not missed. */
#ifndef VOW_CORE_WAIT_H
#define VOW_CORE_WAIT_H

#include "internal.h"

#include <vow/waiting.h>

/* A wait in the frame of the waiting task. */
struct wait {
    struct vow_waiter waiter;
    struct vow_promise slot;
};

/* The running task is about to wait: throws if it was cancelled. */
void vow_wait_prepare_(struct wait *wait, const struct vow_source_methods *methods);
/* The end of the wait; a rejection is thrown. */
enum vow_status vow_wait_(struct wait *wait, vow_value *value);
/* The same for the slot of an iterator's next(). */
void vow_wait_prepare_slot_(struct vow_waiter *waiter, const struct vow_source_methods *methods, struct vow_promise *slot);

void vow_wait_enter_(struct vow_wait_queue *queue, struct vow_waiter *waiter);
/* Harmless on one that stands in no queue. */
void vow_wait_leave_(struct vow_waiter *waiter);
/* The waiter leaves the queue, and its slot is settled. False: another case of its select was faster, and it gets nothing. */
bool vow_wait_end_(struct vow_waiter *waiter, unsigned status, vow_value value);
/* How a wait for each begins; it may end at once. */
struct vow_channel;
struct vow_event;
struct vow_mutex;
struct vow_semaphore;
struct vow_subscriber;
void vow_channel_receiver_enter_(struct vow_channel *channel, struct vow_waiter *waiter);
void vow_channel_sender_enter_(struct vow_channel *channel, struct vow_waiter *waiter);
void vow_event_enter_(struct vow_event *event, struct vow_waiter *waiter);
void vow_mutex_enter_(struct vow_mutex *mutex, struct vow_waiter *waiter);
void vow_semaphore_enter_(struct vow_semaphore *semaphore, struct vow_waiter *waiter);
void vow_subscriber_enter_(struct vow_subscriber *subscriber, struct vow_waiter *waiter);

/* `cancel` of the sources of all waiters. */
enum vow_cancel_outcome vow_wait_cancel_(struct vow_source *source, struct vow_promise *promise);

/* The same for a case of a select (select.c). */
bool vow_select_end_(struct vow_waiter *waiter, unsigned status, vow_value value) WEAK;

void vow_reaction_init_(struct vow_reaction *reaction, void (*run)(struct vow_reaction *reaction));

/* Mutexes that a task has (cancel_points.c). */
#if VOW_CONFIG_CANCEL_POINTS
extern unsigned vow_mutexes_locked_;
#define COUNT_LOCKED(by) (vow_mutexes_locked_ += (unsigned)(by))
#else
#define COUNT_LOCKED(by) (void)0
#endif

/* Bells, linked by what rings them (bell.c). Arming comes before the queue is entered; the reaction begins with arm_again. */
void vow_bell_arm_(struct vow_bell *bell, void (*run)(struct vow_reaction *reaction)) WEAK;
void vow_bell_arm_again_(struct vow_bell *bell) WEAK;
void vow_bell_ring_from_isr_(struct vow_loop *loop, struct vow_bell *bell);
static inline void bell_arm(struct vow_bell *bell, void (*run)(struct vow_reaction *reaction))
{
    if (vow_bell_arm_)
        vow_bell_arm_(bell, run);
}

/* Its value leads to who waits: level_of.c looks there. */
#if VOW_CONFIG_LEVELS > 1
#define BELL_IS_FOR(bell, queue) (void)((bell)->promise.value = vow_pointer(queue))
#else
#define BELL_IS_FOR(bell, queue) (void)0
#endif

#endif
