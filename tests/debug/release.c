/* SPDX-License-Identifier: MIT */
/* What a debug build finds (VOW_CONFIG_DEBUG). */
#include "../harness/script.h"

#include <vow/mutex.h>

VOW_TEST_PANIC(debug_double_release, "vow_promise_release: released once too often")
{
    struct vow_promise *p = vow_promise_new(NULL);

    vow_promise_release(p);
    vow_promise_release(p);
}

VOW_TEST_PANIC(debug_retain_after_release, "vow_promise_retain: after the last release")
{
    struct vow_promise *p = vow_promise_new(NULL);

    vow_promise_release(p);
    vow_promise_retain(p);
}

VOW_TEST_PANIC(debug_settle_after_release, "a promise is settled after its last release")
{
    struct vow_promise *p = vow_promise_new(NULL);

    vow_promise_release(p);
    vow_promise_resolve(p, VOW_UNDEFINED);
}

VOW_TEST_PANIC(debug_await_after_release, "a promise is used after its last release")
{
    struct vow_promise *p = vow_promise_new(NULL);

    vow_promise_release(p);
    vow_await(p);
}

VOW_TEST(debug_live_counts_a_leak)
{
    unsigned live = vow_loop_live();
    struct vow_promise *p = vow_promise_new(NULL);

    EXPECT_EQ(vow_loop_live(), live + 1);
    vow_promise_release(p);
    EXPECT_EQ(vow_loop_live(), live);
}

static struct vow_mutex mutexes[2];

ASYNC(keeps_a_mutex)
{
    vow_mutex_lock(&mutexes[0]);
    vow_mutex_lock(&mutexes[1]);
    vow_sleep_ms(1);
    vow_mutex_unlock(&mutexes[0]);
    return VOW_UNDEFINED;
}

VOW_TEST_PANIC(debug_task_that_ends_with_a_mutex, "a task ends that has a mutex") { vow_await(call(keeps_a_mutex)); }
