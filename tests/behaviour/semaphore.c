/* SPDX-License-Identifier: MIT */
#include "../harness/waiting.h"

static struct vow_semaphore semaphore;

ASYNC(holds_2_ms)
{
    VOW_PERMIT(&semaphore);
    TRACE("%s has one", STRING_ARGUMENT);
    vow_sleep_ms(2);
    return VOW_UNDEFINED;
}

ASYNC(takes_by_timeout)
{
    VOW_TIMEOUT_MS(5);
    vow_semaphore_acquire(&semaphore);
    return VOW_UNDEFINED;
}

static struct vow_promise *begin(const char *name) { return call_with(holds_2_ms, name); }

VOW_TEST(semaphore_lets_in_as_many_as_it_has_permits)
{
    struct vow_promise *promises[4];

    vow_semaphore_init(&semaphore, 2);
    promises[0] = begin("a");
    promises[1] = begin("b");
    promises[2] = begin("c");
    promises[3] = begin("d");
    TRACE("begun");
    EXPECT_EQ(vow_semaphore_permits(&semaphore), 0);
    for (int i = 0; i < 4; i++)
        vow_await(promises[i]);
    EXPECT_EQ(vow_semaphore_permits(&semaphore), 2);
    EXPECT_TRACE("a has one\nb has one\nbegun\nc has one\nd has one\n");
}

VOW_TEST(semaphore_permit_cannot_be_taken_past_who_waits)
{
    struct vow_promise *promise;

    vow_semaphore_init(&semaphore, 0);
    promise = begin("a");
    vow_semaphore_release(&semaphore);
    EXPECT(!vow_semaphore_try_acquire(&semaphore));
    vow_await(promise);
    EXPECT(vow_semaphore_try_acquire(&semaphore));
    EXPECT_TRACE("a has one\n");
}

VOW_TEST(semaphore_wait_that_is_cancelled_takes_no_permit)
{
    struct vow_promise *first, *second;

    vow_semaphore_init(&semaphore, 0);
    first = begin("first");
    second = begin("second");
    cancel_and_wait(first);
    vow_semaphore_release(&semaphore);
    vow_await(second);
    EXPECT_EQ(vow_semaphore_permits(&semaphore), 1);
    EXPECT_TRACE("second has one\n");
}

VOW_TEST(semaphore_permit_that_was_handed_over_is_not_lost)
{
    struct vow_promise *promise;

    vow_semaphore_init(&semaphore, 0);
    promise = begin("a");
    vow_semaphore_release(&semaphore);
    cancel_and_wait(promise);
    EXPECT_EQ(vow_semaphore_permits(&semaphore), 1);
    EXPECT_TRACE("a has one\n");
}

VOW_TEST(semaphore_wait_with_a_timeout)
{
    vow_semaphore_init(&semaphore, 0);
    expect_rejected(call(takes_by_timeout), &vow_error_timeout);
    vow_semaphore_release(&semaphore);
    EXPECT_EQ(vow_semaphore_permits(&semaphore), 1);
}
