/* SPDX-License-Identifier: MIT */
/* Generators and their consumers, cancelled at each await. */
#include "points.h"

#include <vow/iterator_helpers.h>

GENERATOR(numbers)
{
    VOW_TRY_FINALLY {
        for (int i = 0; i < 4; i++) {
            if (i & 1)
                vow_sleep_ms(1);
            vow_yield(self, vow_int(i));
        }
    } VOW_FINALLY {
        vow_sleep_ms(1);
    } VOW_END
    return VOW_UNDEFINED;
}

ASYNC(for_await)
{
    VOW_FOR_AWAIT(item, vow_iterate(generate(numbers))) {
        if (item.value.i == 2)
            vow_sleep_ms(1);
    }
    return VOW_UNDEFINED;
}
VOW_TEST(cancel_points_of_for_await) { try_points(&for_await_fn, 20); }

ASYNC(breaks)
{
    VOW_FOR_AWAIT(item, vow_iterate(generate(numbers))) {
        vow_await_value(VOW_UNDEFINED);
        if (item.value.i == 1)
            break;
    }
    return VOW_UNDEFINED;
}
VOW_TEST(cancel_points_of_for_await_with_break) { try_points(&breaks_fn, 10); }

GENERATOR(star)
{
    vow_yield_promise(self, vow_delay_ms(1));
    vow_yield_star(self, vow_iterate(generate(numbers)));
    return VOW_UNDEFINED;
}
GENERATOR(star_of_star)
{
    vow_yield_star(self, vow_iterate(generate(star)));
    return VOW_UNDEFINED;
}

ASYNC(for_await_star)
{
    VOW_FOR_AWAIT(item, vow_iterate(generate(star_of_star)))
        (void)item;
    return VOW_UNDEFINED;
}
VOW_TEST(cancel_points_of_yield_star) { try_points(&for_await_star_fn, 30); }

ASYNC(for_await_arrays)
{
    struct vow_array_iterator array;
    vow_value values[2] = { vow_int(1), vow_int(2) };
    struct vow_promise *promises[3];

    VOW_FOR_AWAIT(item, vow_iterate_values(&array, values, 2))
        vow_await_value(VOW_UNDEFINED);
    promises[0] = vow_delay_ms(2);
    promises[1] = vow_delay_ms(1);
    promises[2] = resolved("v");
    VOW_FOR_AWAIT(item, vow_iterate_promises(&array, promises, 3))
        vow_await_value(VOW_UNDEFINED);
    return VOW_UNDEFINED;
}
VOW_TEST(cancel_points_of_arrays) { try_points(&for_await_arrays_fn, 12); }

static vow_value next_of(struct vow_generator *generator)
{
    return vow_await(vow_generator_next(generator, VOW_UNDEFINED));
}

ASYNC(requests)
{
    struct vow_generator *generator = generate(numbers);
    struct vow_promise *second, *third, *last;
    VOW_DEFER(release_generator, generator);

    next_of(generator);
    second = next(generator);
    VOW_DEFER(release_promise, second);
    third = next(generator);
    VOW_DEFER(release_promise, third);
    last = vow_generator_return_promise(generator, vow_delay_ms(2));
    VOW_DEFER(release_promise, last);
    vow_await(vow_promise_retain(third));
    vow_await_result(vow_promise_retain(last), NULL);
    next_of(generator);
    return VOW_UNDEFINED;
}
VOW_TEST(cancel_points_of_queued_requests) { try_points(&requests_fn, 8); }

ASYNC(returns_to_unstarted)
{
    struct vow_generator *generator = generate(numbers);
    struct vow_promise *after;
    VOW_DEFER(release_generator, generator);
    struct vow_promise *over = vow_generator_return_promise(generator, vow_delay_ms(2));
    VOW_DEFER(release_promise, over);

    after = vow_generator_return(generator, VOW_UNDEFINED);
    VOW_DEFER(release_promise, after);
    vow_await_result(vow_promise_retain(over), NULL);
    vow_await_result(vow_promise_retain(after), NULL);
    return VOW_UNDEFINED;
}
VOW_TEST(cancel_points_of_return_to_a_generator_that_has_not_begun) { try_points(&returns_to_unstarted_fn, 2); }

static vow_value twice(void *argument, vow_value value, size_t index)
{
    (void)argument, (void)index;
    return vow_int(2 * value.i);
}

static bool is_not_two(void *argument, vow_value value, size_t index)
{
    (void)argument, (void)index;
    return value.i != 2;
}

static struct vow_iterator pair(void *argument, vow_value value, size_t index)
{
    (void)argument, (void)value, (void)index;
    return vow_iterator_take(vow_iterate(generate(numbers)), 2);
}

ASYNC(helpers)
{
    struct vow_iterator iterator = vow_iterator_map(vow_iterate(generate(numbers)), twice, NULL);
    vow_value values[8];

    iterator = vow_iterator_drop(vow_iterator_filter(iterator, is_not_two, NULL), 1);
    EXPECT(vow_iterator_to_array(iterator, values, 8) == 2);
    return VOW_UNDEFINED;
}
VOW_TEST(cancel_points_of_map_filter_drop) { try_points(&helpers_fn, 40); }

ASYNC(flat_map)
{
    vow_iterator_for_each(vow_iterator_take(vow_iterator_flat_map(vow_iterate(generate(numbers)), pair, NULL), 3), twice, NULL);
    return VOW_UNDEFINED;
}
VOW_TEST(cancel_points_of_flat_map_and_take) { try_points(&flat_map_fn, 40); }
