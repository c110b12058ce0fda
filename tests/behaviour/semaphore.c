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

/* ---- handlers ---- */

static void release_from_isr(void) { EXPECT(vow_semaphore_release_from_isr(&vow_main_loop, &semaphore)); }
static void release_twice_from_isr(void)
{
    release_from_isr();
    release_from_isr();
}

ASYNC(takes_one)
{
    vow_semaphore_acquire(&semaphore);
    TRACE("%s", STRING_ARGUMENT);
    return VOW_UNDEFINED;
}

static struct vow_promise *take(const char *name) { return call_with(takes_one, name); }

VOW_TEST(semaphore_released_by_a_handler_counts_every_release)
{
    struct vow_promise *first, *second, *third;

    vow_semaphore_init(&semaphore, 0);
    vow_test_irq_connect(0, release_twice_from_isr);
    for (int i = 0; i < 2; i++) {
        first = take("first");
        second = take("second");
        third = take("third");
        vow_test_irq_raise(0);
        TRACE("released");
        vow_await(first);
        vow_await(second);
        drain();
        EXPECT_EQ(vow_promise_status(third), VOW_PENDING);
        vow_test_irq_raise(0);
        vow_await(third);
        EXPECT_EQ(vow_semaphore_permits(&semaphore), 1);
        EXPECT(vow_semaphore_try_acquire(&semaphore));
        EXPECT_TRACE("released\nfirst\nsecond\nthird\n");
    }
}

VOW_TEST(semaphore_released_by_a_handler_before_anybody_waits)
{
    vow_semaphore_init(&semaphore, 0);
    vow_test_irq_connect(0, release_twice_from_isr);
    vow_test_irq_raise(0);
    vow_await(take("a"));
    EXPECT(vow_semaphore_try_acquire(&semaphore));
    EXPECT(!vow_semaphore_try_acquire(&semaphore));
    EXPECT_TRACE("a\n");
}

/* Between the ring and its reaction. */
VOW_TEST(semaphore_permit_of_a_handler_cannot_be_taken_past_who_waits)
{
    struct vow_promise *promise, *late;

    vow_semaphore_init(&semaphore, 0);
    vow_test_irq_connect(0, release_from_isr);
    promise = take("a");
    vow_test_irq_raise(0);
    EXPECT(!vow_semaphore_try_acquire(&semaphore));
    late = take("late");
    vow_test_irq_raise(0);
    vow_await(promise);
    vow_await(late);
    EXPECT_EQ(vow_semaphore_permits(&semaphore), 0);
    EXPECT_TRACE("a\nlate\n");
}

VOW_TEST(semaphore_permit_of_a_handler_outlives_the_cancel_of_who_waited)
{
    struct vow_promise *promise;

    vow_semaphore_init(&semaphore, 0);
    vow_test_irq_connect(0, release_from_isr);
    promise = take("a");
    vow_test_irq_raise(0);
    cancel_and_wait(promise);
    EXPECT_EQ(vow_semaphore_permits(&semaphore), 1);
}

VOW_TEST(semaphore_that_is_full_says_so_to_a_handler)
{
    vow_semaphore_init(&semaphore, UINT32_MAX);
    EXPECT(!vow_semaphore_release_from_isr(&vow_main_loop, &semaphore));
    EXPECT_EQ(vow_semaphore_permits(&semaphore), UINT32_MAX);
}
