/* SPDX-License-Identifier: MIT */
/* Cancellation of generators, their requests, and loops over them. */
#include "../harness/waiting.h"

#include <vow/iterator_helpers.h>

GENERATOR(never)
{
    VOW_TRY_FINALLY {
        vow_yield(self, vow_int(1));
        vow_sleep_ms(1000);
    } VOW_FINALLY {
        TRACE("generator cleans up");
    } VOW_END
    return VOW_UNDEFINED;
}

ASYNC(consumer)
{
    VOW_FOR_AWAIT(item, vow_iterate(generate(never)))
        TRACE("item %d", (int)item.value.i);
    return VOW_UNDEFINED;
}

VOW_TEST(cancel_of_a_for_await_goes_through_its_generator)
{
    struct vow_promise *promise = call(consumer);

    vow_sleep_ms(1);
    vow_promise_cancel(promise);
    expect_cancelled(promise);
    EXPECT_TRACE("item 1\ngenerator cleans up\n");
}

ASYNC(loop_body)
{
    VOW_FOR_AWAIT(item, vow_iterate(generate(never)))
        vow_sleep_ms(1000);
    return VOW_UNDEFINED;
}

VOW_TEST(cancel_in_the_body_of_a_for_await_closes_the_generator)
{
    struct vow_promise *promise = call(loop_body);

    vow_sleep_ms(1);
    vow_promise_cancel(promise);
    expect_cancelled(promise);
    EXPECT_TRACE("generator cleans up\n");
}

VOW_TEST(cancel_of_a_queued_request_takes_it_out_of_the_queue)
{
    struct vow_generator *generator = generate(never);
    struct vow_promise *first = vow_generator_next(generator, VOW_UNDEFINED);
    struct vow_promise *second = vow_generator_next(generator, VOW_UNDEFINED);
    struct vow_promise *third = vow_generator_next(generator, VOW_UNDEFINED);
    vow_value value;

    EXPECT_EQ(vow_promise_cancel(third), VOW_CANCEL_NOT_STARTED);
    expect_cancelled(third);
    EXPECT_EQ(vow_await_result(first, &value), VOW_ITEM);
    EXPECT_EQ(vow_promise_cancel(second), VOW_CANCELLED);
    expect_cancelled(second);
    vow_generator_release(generator);
    EXPECT_TRACE("generator cleans up\n");
}

VOW_TEST(cancel_of_a_request_behind_the_return_of_a_generator_without_a_body)
{
    struct vow_generator *generator = generate(never);
    struct vow_promise *over = vow_generator_return_promise(generator, vow_delay_ms(1000));
    struct vow_promise *behind = vow_generator_next(generator, VOW_UNDEFINED);

    EXPECT_EQ(vow_promise_cancel(behind), VOW_CANCEL_NOT_STARTED);
    expect_cancelled(behind);
    EXPECT_EQ(vow_promise_cancel(over), VOW_CANCELLED);
    expect_cancelled(over);
    vow_generator_release(generator);
}

static vow_value same(void *argument, vow_value value, size_t index)
{
    (void)argument, (void)index;
    return value;
}

ASYNC(cancelled_before_map)
{
    vow_task_cancel(vow_task_current());
    vow_iterator_for_each(vow_iterator_map(vow_iterate(generate(never)), same, NULL), same, NULL);
    return VOW_UNDEFINED;
}

VOW_TEST(cancel_before_an_iterator_helper_has_begun_lets_its_source_go) { expect_cancelled(call(cancelled_before_map)); }

static struct vow_iterator inner_and_cancel(void *argument, vow_value value, size_t index)
{
    (void)argument, (void)value, (void)index;
    vow_task_cancel(vow_task_current());
    return vow_iterate(generate(never));
}

ASYNC(cancelled_in_flat_map)
{
    vow_iterator_for_each(vow_iterator_flat_map(vow_iterate(generate(never)), inner_and_cancel, NULL), same, NULL);
    return VOW_UNDEFINED;
}

VOW_TEST(cancel_behind_the_callback_of_flat_map_lets_its_iterator_go)
{
    expect_cancelled(call(cancelled_in_flat_map));
    EXPECT_TRACE("generator cleans up\n");
}
