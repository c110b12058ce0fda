/* SPDX-License-Identifier: MIT */
/* Mutexes and semaphores: alone, and a mutex that two tasks want all the time. */
#include "shared.h"

#include <vow/mutex.h>
#include <vow/semaphore.h>

static struct vow_mutex mutex;
static struct vow_semaphore semaphore;

static void alone(void)
{
    vow_semaphore_init(&semaphore, 1);
    for (int turn = 0; turn < VOW_BENCH_TURNS; turn++) {
        VOW_BENCH_BEGIN(mutex_lock_unlock);
        vow_mutex_lock(&mutex);
        vow_mutex_unlock(&mutex);
        VOW_BENCH_END(mutex_lock_unlock);

        VOW_BENCH_BEGIN(semaphore_acquire_release);
        vow_semaphore_acquire(&semaphore);
        vow_semaphore_release(&semaphore);
        VOW_BENCH_END(semaphore_acquire_release);
    }
}

/* Each lets the other one run up to its lock, then unlocks and waits for its own. */
static vow_value contending(void *argument)
{
    for (int turn = 0; turn < VOW_BENCH_TURNS; turn++) {
        vow_mutex_lock(&mutex);
        VOW_BENCH_END(mutex_to_wake);
        vow_await_value(VOW_UNDEFINED);
        VOW_BENCH_BEGIN(mutex_to_wake);
        vow_mutex_unlock(&mutex);
    }
    return vow_pointer(argument);
}
static const struct vow_async_function contending_fn = VOW_ASYNC_FUNCTION(contending, 0, 256);

void vow_bench_locks(void)
{
    struct vow_promise *other;

    alone();
    other = vow_call(&contending_fn, NULL, 0);
    vow_await(vow_call(&contending_fn, NULL, 0));
    vow_await(other);
}
