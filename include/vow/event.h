/* SPDX-License-Identifier: MIT */
#ifndef VOW_EVENT_H
#define VOW_EVENT_H

#include <vow/loop.h>
#include <vow/waiting.h>

VOW_BEGIN_DECLARATIONS

/* Rules for events: set or not set, and it stays so until it is changed. Memory of the caller's, all zero: not set. Setting wakes
 * everybody who waits, in the order in which they came, also if it is cleared right behind. An event belongs to one loop. Where handlers
 * set it, its memory is in use until the loop has had a turn after the last of them. Private. */
struct vow_event {
    bool set;
    struct vow_wait_queue waiters;
    struct vow_bell bell;
};

/** Makes it anew, not set; nobody may wait, and the loop must have had a turn since a handler last used it.
 *  @context init, task, loop   @suspends no   @cancel - */
void vow_event_init(struct vow_event *event);

/** @context task, loop   @suspends no   @cancel - */
void vow_event_set(struct vow_event *event);

/** The same from a handler of any priority, also above VOW_CONFIG_MASK_PRIORITY. Who waits is woken as a macrotask.
 *  @param loop  the loop of those who wait   @context isr; task and loop too   @suspends no   @cancel - */
void vow_event_set_from_isr(struct vow_loop *loop, struct vow_event *event);

/** Who waited when it was set is woken all the same.   @context task, loop   @suspends no   @cancel - */
void vow_event_clear(struct vow_event *event);

/** @context any   @suspends no */
static inline bool vow_event_is_set(const struct vow_event *event) { return *(const volatile bool *)&event->set; }

/** Waits until it is set.
 *  @context task   @suspends if it is not set   @cancel strict */
void vow_event_wait(struct vow_event *event);

VOW_END_DECLARATIONS

#endif
