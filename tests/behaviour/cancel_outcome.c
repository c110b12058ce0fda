/* SPDX-License-Identifier: MIT */
/* What a cancel answers: of a function, what became of the operation at which it stands. */
#include "../harness/waiting.h"

GENERATOR(slow)
{
    vow_sleep_ms(1000);
    return VOW_UNDEFINED;
}

static struct vow_generator *generator;
static struct vow_task *waiting;

ASYNC(awaits_next)
{
    waiting = vow_task_current();
    vow_await(next(generator));
    return VOW_UNDEFINED;
}

ASYNC(awaits_function)
{
    vow_await_call(&awaits_next_fn, NULL, 0);
    return VOW_UNDEFINED;
}

static struct vow_promise *anew(void)
{
    generator = generate(slow);
    return next(generator);
}

static void let_go(struct vow_promise *first)
{
    EXPECT_EQ(vow_promise_cancel(first), VOW_CANCELLED);
    expect_cancelled(first);
    vow_generator_release(generator);
}

VOW_TEST(cancel_of_a_function_at_a_request_behind_others_says_not_started)
{
    struct vow_promise *first = anew(), *behind = call(awaits_function), *last;

    EXPECT_EQ(vow_promise_cancel(behind), VOW_CANCEL_NOT_STARTED);
    last = call(awaits_next);
    EXPECT_EQ(vow_task_cancel(waiting), VOW_CANCEL_NOT_STARTED);
    expect_cancelled(behind);
    expect_cancelled(last);
    let_go(first);
}

VOW_TEST(cancel_of_a_function_at_a_request_in_service_says_cancelled)
{
    struct vow_promise *behind, *first;

    generator = generate(slow);
    first = call(awaits_function);
    behind = next(generator);
    EXPECT_EQ(vow_promise_cancel(first), VOW_CANCELLED);
    expect_cancelled(first);
    EXPECT_EQ(vow_await_result(behind, NULL), VOW_DONE);
    vow_generator_release(generator);
}

VOW_TEST(cancel_of_several_says_cancelled_whatever_each_would_say)
{
    struct vow_promise *first = anew(), *both[2] = { vow_delay_ms(1000), call(awaits_next) }, *all = vow_promise_all(both, 2);

    EXPECT_EQ(vow_promise_cancel(all), VOW_CANCELLED);
    expect_cancelled(all);
    let_go(first);
}
