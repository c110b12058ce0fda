/* SPDX-License-Identifier: MIT */
/* Mutexes, semaphores, events and conditions, cancelled at each await: nothing stays held, and nobody is forgotten. */
#include "points.h"

#include <vow/condition.h>
#include <vow/event.h>
#include <vow/group.h>
#include <vow/semaphore.h>

static struct vow_mutex mutex;
static struct vow_semaphore permits;
static struct vow_event event;
static struct vow_condition changed;
static bool ready;

static void begin_anew(void *context)
{
    (void)context;
    vow_mutex_init(&mutex);
    vow_semaphore_init(&permits, 2);
    vow_event_init(&event);
    vow_condition_init(&changed);
    ready = false;
}

static const char *nothing_is_held(void *context)
{
    (void)context;
    if (vow_mutex_owner(&mutex) || mutex.waiters.first)
        return "the mutex is not free";
    if (vow_semaphore_permits(&permits) != 2 || permits.waiters.first)
        return "a permit was not given back";
    if (event.waiters.first || changed.waiters.first)
        return "somebody is still in a queue";
    vow_mutex_lock(&mutex);
    vow_mutex_unlock(&mutex);
    vow_semaphore_acquire(&permits);
    vow_semaphore_release(&permits);
    vow_event_set(&event);
    vow_event_wait(&event);
    return NULL;
}

static void try_locks(const struct vow_async_function *function, unsigned points)
{
    try_points_and_check(function, points, begin_anew, nothing_is_held);
}

static void start_three(const struct vow_async_function *function)
{
    VOW_GROUP(three) {
        for (int i = 0; i < 3; i++)
            vow_group_call(&three, function, NULL, 0);
    }
}

ASYNC(locks)
{
    VOW_LOCK(&mutex);

    EXPECT(vow_mutex_owner(&mutex) == vow_task_current());
    vow_sleep_ms(1);
    return VOW_UNDEFINED;
}
ASYNC(three_lock) { start_three(&locks_fn); return VOW_UNDEFINED; }
VOW_TEST(cancel_points_of_mutex) { try_locks(&three_lock_fn, 12); }

ASYNC(locks_in_time)
{
    VOW_TRY {
        VOW_TIMEOUT_MS(2);
        VOW_LOCK(&mutex);
        vow_sleep_ms(1);
    } VOW_CATCH(e) {
        if (e.e != &vow_error_timeout)
            vow_throw(e);
    } VOW_END
    return VOW_UNDEFINED;
}
ASYNC(three_lock_in_time) { start_three(&locks_in_time_fn); return VOW_UNDEFINED; }
VOW_TEST(cancel_points_of_mutex_with_a_timeout) { try_locks(&three_lock_in_time_fn, 12); }

ASYNC(acquires)
{
    VOW_PERMIT(&permits);

    vow_sleep_ms(1);
    return VOW_UNDEFINED;
}
ASYNC(three_acquire) { start_three(&acquires_fn); return VOW_UNDEFINED; }
VOW_TEST(cancel_points_of_semaphore) { try_locks(&three_acquire_fn, 12); }

ASYNC(waits_for_event)
{
    vow_event_wait(&event);
    return VOW_UNDEFINED;
}

ASYNC(sets_event)
{
    VOW_GROUP(waiters) {
        vow_group_call(&waiters, &waits_for_event_fn, NULL, 0);
        vow_group_call(&waiters, &waits_for_event_fn, NULL, 0);
        vow_sleep_ms(1);
        vow_event_set(&event);
        vow_event_clear(&event);
    }
    return VOW_UNDEFINED;
}
VOW_TEST(cancel_points_of_event) { try_locks(&sets_event_fn, 8); }

ASYNC(waits_until_ready)
{
    VOW_LOCK(&mutex);

    while (!ready) {
        vow_condition_wait(&changed, &mutex);
        EXPECT(vow_mutex_owner(&mutex) == vow_task_current());
    }
    vow_sleep_ms(1);
    return VOW_UNDEFINED;
}

ASYNC(makes_ready)
{
    VOW_GROUP(waiters) {
        for (int i = 0; i < 3; i++)
            vow_group_call(&waiters, &waits_until_ready_fn, NULL, 0);
        vow_sleep_ms(1);
        vow_condition_signal(&changed);
        vow_sleep_ms(1);
        {
            VOW_LOCK(&mutex);
            ready = true;
            vow_condition_broadcast(&changed);
            vow_sleep_ms(1);
        }
    }
    return VOW_UNDEFINED;
}
VOW_TEST(cancel_points_of_condition) { try_locks(&makes_ready_fn, 20); }
