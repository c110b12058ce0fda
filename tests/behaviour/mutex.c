/* SPDX-License-Identifier: MIT */
#include "../harness/waiting.h"

static struct vow_mutex mutex;

ASYNC(holds_2_ms)
{
    VOW_LOCK(&mutex);
    TRACE("%s has it", STRING_ARGUMENT);
    vow_sleep_ms(2);
    TRACE("%s lets go", STRING_ARGUMENT);
    return VOW_UNDEFINED;
}

ASYNC(holds_by_timeout)
{
    VOW_TIMEOUT_MS(5);
    VOW_LOCK(&mutex);
    return VOW_UNDEFINED;
}

static struct vow_promise *begin(const char *name) { return call_with(holds_2_ms, name); }

VOW_TEST(mutex_goes_to_who_waits_longest)
{
    struct vow_promise *a, *b, *c;

    vow_mutex_init(&mutex);
    a = begin("a");
    b = begin("b");
    c = begin("c");
    vow_await(a);
    vow_await(b);
    vow_await(c);
    EXPECT(!vow_mutex_owner(&mutex));
    EXPECT_TRACE("a has it\na lets go\nb has it\nb lets go\nc has it\nc lets go\n");
}

VOW_TEST(mutex_cannot_be_taken_past_who_waits)
{
    struct vow_promise *promise;

    vow_mutex_init(&mutex);
    vow_mutex_lock(&mutex);
    promise = begin("a");
    vow_mutex_unlock(&mutex);
    EXPECT(!vow_mutex_try_lock(&mutex));
    vow_await(promise);
    EXPECT(vow_mutex_try_lock(&mutex));
    EXPECT(vow_mutex_owner(&mutex) == vow_task_current());
    vow_mutex_unlock(&mutex);
    EXPECT_TRACE("a has it\na lets go\n");
}

VOW_TEST(mutex_lock_that_is_cancelled_leaves_the_queue)
{
    struct vow_promise *first, *second;

    vow_mutex_init(&mutex);
    vow_mutex_lock(&mutex);
    first = begin("first");
    second = begin("second");
    cancel_and_wait(first);
    vow_mutex_unlock(&mutex);
    vow_await(second);
    EXPECT(!vow_mutex_owner(&mutex));
    EXPECT_TRACE("second has it\nsecond lets go\n");
}

VOW_TEST(mutex_that_was_handed_over_is_kept_and_unlocked)
{
    struct vow_promise *promise;

    vow_mutex_init(&mutex);
    vow_mutex_lock(&mutex);
    promise = begin("a");
    vow_mutex_unlock(&mutex);
    cancel_and_wait(promise);
    EXPECT(!vow_mutex_owner(&mutex));
    EXPECT_TRACE("a has it\n");
}

VOW_TEST(mutex_holder_that_is_cancelled_hands_it_on)
{
    struct vow_promise *first, *second;

    vow_mutex_init(&mutex);
    first = begin("first");
    second = begin("second");
    cancel_and_wait(first);
    vow_await(second);
    EXPECT_TRACE("first has it\nsecond has it\nsecond lets go\n");
}

VOW_TEST(mutex_lock_with_a_timeout)
{
    vow_mutex_init(&mutex);
    vow_mutex_lock(&mutex);
    expect_rejected(call(holds_by_timeout), &vow_error_timeout);
    EXPECT(vow_mutex_owner(&mutex) == vow_task_current());
    vow_mutex_unlock(&mutex);
    vow_await(call(holds_by_timeout));
    EXPECT(!vow_mutex_owner(&mutex));
}

VOW_TEST_PANIC(mutex_is_not_recursive, "vow_mutex_lock: the task has it already")
{
    vow_mutex_init(&mutex);
    vow_mutex_lock(&mutex);
    vow_mutex_lock(&mutex);
}

VOW_TEST_PANIC(mutex_is_unlocked_by_who_has_it, "vow_mutex_unlock: the task does not have it")
{
    vow_mutex_init(&mutex);
    vow_mutex_unlock(&mutex);
}
