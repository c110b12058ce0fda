/* SPDX-License-Identifier: MIT */
/* The harness for cancel points finds what is left behind. */
#include "points.h"

#include <vow/mutex.h>

static struct vow_promise *kept;

ASYNC(leaks)
{
    kept = vow_promise_new("kept");
    vow_sleep_ms(1);
    vow_promise_release(kept);
    return VOW_UNDEFINED;
}

static struct vow_timer timer;

ASYNC(forgets_its_timer)
{
    vow_timer_start_ms(&timer, 1000, trace_timer, text("no"));
    vow_sleep_ms(1);
    vow_timer_stop(&timer);
    return VOW_UNDEFINED;
}

ASYNC(stays)
{
    vow_await(vow_promise_retain(kept));
    return VOW_UNDEFINED;
}

ASYNC(forgets_its_child)
{
    struct vow_promise *child;

    kept = vow_promise_new("kept");
    VOW_DEFER(release_promise, kept);
    child = call(stays);
    VOW_DEFER(release_promise, child);
    vow_sleep_ms(1);
    vow_promise_resolve(vow_promise_retain(kept), VOW_UNDEFINED);
    return VOW_UNDEFINED;
}

ASYNC(does_not_end)
{
    VOW_TRY {
        vow_sleep_ms(1);
    } VOW_CATCH(e) {
        VOW_SHIELD();
        vow_await(vow_promise_retain(kept));
    } VOW_END
    return VOW_UNDEFINED;
}

static void expect_fault(const struct vow_async_function *function, const char *fault)
{
    struct vow_cancel_trial trial = { .function = function, .limit_ms = 10 };
    struct vow_cancel_report report;

    EXPECT(!vow_cancel_points_try(&trial, &report));
    EXPECT_EQ(report.at, 1);
    EXPECT_EQ(report.runs, 1);
    EXPECT(report.of_function);
    TRACE("%s", report.fault);
    vow_test_expect_trace(fault, __FILE__, __LINE__);
}

VOW_TEST(cancel_points_find_a_leak)
{
    expect_fault(&leaks_fn, "a block of a pool leaked\n");
    vow_promise_release(kept);
}

VOW_TEST(cancel_points_find_a_timer)
{
    expect_fault(&forgets_its_timer_fn, "a timer is still active\n");
    vow_timer_stop(&timer);
}

VOW_TEST(cancel_points_find_a_task)
{
    expect_fault(&forgets_its_child_fn, "a task is still alive\n");
    for (struct vow_task *task = vow_task_next(NULL); task; task = vow_task_next(task))
        if (task != vow_task_current())
            vow_task_cancel(task);
    drain();
}

static struct vow_mutex mutex;

ASYNC(leaves_it_locked)
{
    vow_mutex_lock(&mutex);
    vow_sleep_ms(1);
    vow_mutex_unlock(&mutex);
    return VOW_UNDEFINED;
}

VOW_TEST(cancel_points_find_a_mutex)
{
#if !VOW_CONFIG_DEBUG /* which tells of it sooner */
    expect_fault(&leaves_it_locked_fn, "a mutex is still locked\n");
    vow_mutex_init(&mutex);
#else
    (void)leaves_it_locked_fn;
#endif
}

VOW_TEST(cancel_points_find_a_function_that_does_not_end)
{
    kept = vow_promise_new("kept");
    expect_fault(&does_not_end_fn, "the function does not end\n");
    vow_promise_resolve(kept, VOW_UNDEFINED);
    drain();
}

ASYNC(two_awaits)
{
    vow_await_value(VOW_UNDEFINED);
    vow_sleep_ms(1);
    return VOW_UNDEFINED;
}

static const char *says_no(void *context)
{
    return --*(int *)context ? NULL : "the device is stuck";
}

VOW_TEST(cancel_points_are_counted_and_the_check_is_asked)
{
    int asked = 3;
    struct vow_cancel_trial trial = { .function = &two_awaits_fn, .check = says_no, .context = &asked };
    struct vow_cancel_report report;

    EXPECT(!vow_cancel_points_try(&trial, &report));
    TRACE("%s", report.fault);
    EXPECT_TRACE("the device is stuck\n");
    EXPECT_EQ(report.points, 6);
    EXPECT_EQ(report.at, 2);
    trial.check = NULL;
    EXPECT(vow_cancel_points_try(&trial, &report));
    EXPECT_EQ(report.runs, 12);
}

static const char *cancels_who_tries(void *context)
{
    (void)context;
    EXPECT_EQ(vow_promise_cancel(kept), VOW_CANCELLED);
    return NULL;
}

ASYNC(tries)
{
    struct vow_cancel_trial trial = { .function = &two_awaits_fn, .check = cancels_who_tries };
    struct vow_cancel_report report;

    EXPECT(vow_cancel_points_try(&trial, &report));
    TRACE("%u runs", report.runs);
    vow_sleep_ms(1000);
    return VOW_UNDEFINED;
}

static void begin_to_try(void *argument)
{
    (void)argument;
    kept = call(tries);
}

VOW_TEST(cancel_points_are_not_cut_short_themselves)
{
    struct vow_timer begin = { 0 };

    vow_timer_start_ms(&begin, 1, begin_to_try, NULL);
    vow_sleep_ms(500);
    await_traced(kept, "tries");
    EXPECT_TRACE("12 runs\ntries rejected CancelError\n");
}
