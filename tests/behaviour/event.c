/* SPDX-License-Identifier: MIT */
#include "../harness/waiting.h"

static struct vow_event event;

ASYNC(waits)
{
    vow_event_wait(&event);
    TRACE("%s", STRING_ARGUMENT);
    return VOW_UNDEFINED;
}

ASYNC(waits_5_ms)
{
    VOW_TIMEOUT_MS(5);
    vow_event_wait(&event);
    return VOW_UNDEFINED;
}

static struct vow_promise *begin(const char *name) { return call_with(waits, name); }

static void set_from_isr(void) { vow_event_set_from_isr(&vow_main_loop, &event); }
static void set_twice_from_isr(void)
{
    set_from_isr();
    set_from_isr();
}

VOW_TEST(event_wakes_everybody_in_the_order_of_their_coming)
{
    struct vow_promise *last;

    vow_event_init(&event);
    vow_detach(begin("a"));
    vow_detach(begin("b"));
    last = begin("c");
    vow_event_set(&event);
    TRACE("set");
    vow_await(last);
    vow_await(begin("d"));
    EXPECT_TRACE("set\na\nb\nc\nd\n");
}

VOW_TEST(event_cleared_at_once_wakes_who_waited)
{
    struct vow_promise *promise, *late;

    vow_event_init(&event);
    promise = begin("a");
    vow_event_set(&event);
    vow_event_clear(&event);
    late = begin("late");
    vow_await(promise);
    drain();
    EXPECT_TRACE("a\n");
    vow_event_set(&event);
    vow_await(late);
    EXPECT_TRACE("late\n");
}

VOW_TEST(event_set_by_a_handler)
{
    struct vow_promise *promise;

    vow_event_init(&event);
    vow_test_irq_connect(0, set_twice_from_isr);
    for (int i = 0; i < 3; i++) {
        promise = begin("a");
        vow_test_irq_raise(0);
        EXPECT(vow_event_is_set(&event));
        vow_await(promise);
        EXPECT_TRACE("a\n");
        vow_event_clear(&event);
    }
}

VOW_TEST(event_set_by_a_handler_before_anybody_waits)
{
    vow_event_init(&event);
    vow_test_irq_connect(0, set_from_isr);
    vow_test_irq_raise(0);
    vow_await(begin("a"));
    EXPECT_TRACE("a\n");
}

VOW_TEST(event_set_by_a_handler_and_cleared_wakes_who_waited)
{
    struct vow_promise *promise;

    vow_event_init(&event);
    vow_test_irq_connect(0, set_from_isr);
    promise = begin("a");
    vow_test_irq_raise(0);
    vow_event_clear(&event);
    vow_await(promise);
    vow_detach(begin("again"));
    vow_test_irq_raise(0);
    drain();
    EXPECT_TRACE("a\nagain\n");
}

/* Between the ring and its reaction nobody can ring again; what is set meanwhile is seen all the same. */
VOW_TEST(event_set_by_a_handler_while_its_bell_rings)
{
    struct vow_promise *first, *second;

    vow_event_init(&event);
    vow_test_irq_connect(0, set_from_isr);
    first = begin("first");
    vow_test_irq_raise(0);
    vow_event_clear(&event);
    second = begin("second");
    vow_test_irq_raise(0);
    vow_await(first);
    vow_await(second);
    EXPECT_TRACE("first\nsecond\n");
}

VOW_TEST(event_wait_that_is_cancelled_leaves_the_queue)
{
    struct vow_promise *first, *second, *third;

    vow_event_init(&event);
    first = begin("first");
    second = begin("second");
    third = begin("third");
    cancel_and_wait(second);
    cancel_and_wait(first);
    vow_event_set(&event);
    vow_await(third);
    EXPECT_TRACE("third\n");
}

VOW_TEST(event_wait_that_is_over_is_not_cut_short)
{
    struct vow_promise *promise;

    vow_event_init(&event);
    promise = begin("a");
    vow_event_set(&event);
    EXPECT_EQ(vow_promise_cancel(promise), VOW_CANCELLED);
    vow_await(promise);
    EXPECT_TRACE("a\n");
}

VOW_TEST(event_wait_with_a_timeout)
{
    vow_event_init(&event);
    expect_rejected(call(waits_5_ms), &vow_error_timeout);
    EXPECT(!event.waiters.first);
}

VOW_TEST(event_is_named_in_listings)
{
    struct vow_task *task = NULL;
    struct vow_promise *promise;

    vow_event_init(&event);
    promise = begin("a");
    while ((task = vow_task_next(task)) != NULL)
        if (task->function == &waits_fn.function)
            TRACE("%s", vow_task_awaits(task));
    cancel_and_wait(promise);
    EXPECT_TRACE("event\n");
}
