/* SPDX-License-Identifier: MIT */
#include "../harness/waiting.h"

static struct vow_mutex mutex;
static struct vow_condition changed;

static void anew(void)
{
    vow_mutex_init(&mutex);
    vow_condition_init(&changed);
}

static void trace_whose(void *name)
{
    TRACE("%s ends, %s it", (const char *)name, vow_mutex_owner(&mutex) == vow_task_current() ? "has" : "does not have");
}

ASYNC(waits)
{
    const char *name = STRING_ARGUMENT;

    VOW_LOCK(&mutex);
    VOW_DEFER(trace_whose, text(name));
    vow_condition_wait(&changed, &mutex);
    TRACE("%s told", name);
    vow_await_value(VOW_UNDEFINED);
    return VOW_UNDEFINED;
}

ASYNC(waits_5_ms)
{
    VOW_LOCK(&mutex);
    VOW_DEFER(trace_whose, text("late"));
    VOW_TIMEOUT_MS(5);
    vow_condition_wait(&changed, &mutex);
    return VOW_UNDEFINED;
}

static struct vow_promise *begin(const char *name) { return call_with(waits, name); }

VOW_TEST(condition_tells_the_one_who_waits_longest)
{
    struct vow_promise *a, *b;

    anew();
    a = begin("a");
    b = begin("b");
    EXPECT(!vow_mutex_owner(&mutex));
    vow_condition_signal(&changed);
    vow_await(a);
    vow_condition_signal(&changed);
    vow_condition_signal(&changed);
    vow_await(b);
    EXPECT_TRACE("a told\na ends, has it\nb told\nb ends, has it\n");
}

VOW_TEST(condition_tells_everybody_one_after_another)
{
    struct vow_promise *a, *b;

    anew();
    a = begin("a");
    b = begin("b");
    vow_condition_broadcast(&changed);
    vow_await(a);
    vow_await(b);
    EXPECT_TRACE("a told\na ends, has it\nb told\nb ends, has it\n");
}

VOW_TEST(condition_wait_that_is_cancelled_has_the_mutex_and_takes_no_signal)
{
    struct vow_promise *first, *second;

    anew();
    first = begin("first");
    second = begin("second");
    vow_mutex_lock(&mutex);
    EXPECT_EQ(vow_promise_cancel(first), VOW_CANCELLED);
    vow_condition_signal(&changed);
    drain();
    TRACE("unlocked");
    vow_mutex_unlock(&mutex);
    expect_cancelled(first);
    vow_await(second);
    EXPECT_TRACE("unlocked\nfirst ends, has it\nsecond told\nsecond ends, has it\n");
}

VOW_TEST(condition_signal_is_not_lost_with_a_later_cancel)
{
    struct vow_promise *promise;

    anew();
    promise = begin("a");
    vow_mutex_lock(&mutex);
    vow_condition_signal(&changed);
    drain();
    vow_promise_cancel(promise);
    vow_mutex_unlock(&mutex);
    expect_cancelled(promise);
    EXPECT_TRACE("a told\na ends, has it\n");
}

VOW_TEST(condition_wait_with_a_timeout)
{
    anew();
    expect_rejected(call(waits_5_ms), &vow_error_timeout);
    EXPECT(!vow_mutex_owner(&mutex));
    EXPECT_TRACE("late ends, has it\n");
}
