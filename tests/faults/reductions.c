/* SPDX-License-Identifier: MIT */
/* Loops over an iterator that are one call (reduce, fromAsync, some, every, find, forEach), cancelled at each await: the iterator is closed,
 * once, on every way out. */
#include "points.h"

#include <vow/iterator_helpers.h>

static unsigned open_sources;

GENERATOR(numbers)
{
    open_sources++;
    VOW_TRY_FINALLY {
        for (int i = 1; i < 4; i++) {
            vow_sleep_ms(1);
            vow_yield(self, vow_int(i));
        }
    } VOW_FINALLY {
        vow_sleep_ms(1);
        open_sources--;
    } VOW_END
    return VOW_UNDEFINED;
}

static struct vow_iterator source(void) { return vow_iterate(generate(numbers)); }

/* Deferred first, so it is the last to run: what was left by a cancel is closed before that goes on. */
static void expect_closed(void *argument)
{
    (void)argument;
    EXPECT_EQ(open_sources, 0);
}

static vow_value sum(void *argument, vow_value accumulator, vow_value value, size_t index)
{
    (void)argument, (void)index;
    return vow_int(accumulator.i + value.i);
}

ASYNC(reduces)
{
    VOW_DEFER(expect_closed, NULL);

    EXPECT_EQ(vow_iterator_reduce(source(), sum, NULL, vow_int(10)).i, 16);
    EXPECT_EQ(vow_iterator_reduce_first(source(), sum, NULL).i, 6);
    return VOW_UNDEFINED;
}
VOW_TEST(cancel_points_of_reduce) { try_points(&reduces_fn, 50); }

static vow_value twice(void *argument, vow_value value, size_t index)
{
    (void)argument, (void)index;
    return vow_int(2 * value.i);
}

ASYNC(collects)
{
    vow_value values[3];
    VOW_DEFER(expect_closed, NULL);

    EXPECT_EQ(vow_from_async(source(), values, 3, twice, NULL), 3);
    EXPECT_EQ(values[2].i, 6);
    VOW_TRY {
        vow_from_async(source(), values, 1, NULL, NULL);
    } VOW_CATCH(e) {
        if (e.e != &vow_error_array_full)
            vow_throw(e);
    } VOW_END
    return VOW_UNDEFINED;
}
VOW_TEST(cancel_points_of_from_async) { try_points(&collects_fn, 40); }

static bool is_number(void *number, vow_value value, size_t index)
{
    (void)index;
    return value.i == *(int *)number;
}

ASYNC(searches)
{
    int two = 2, nine = 9;
    vow_value found;
    VOW_DEFER(expect_closed, NULL);

    EXPECT(vow_iterator_some(source(), is_number, &two));
    EXPECT(!vow_iterator_every(source(), is_number, &two));
    EXPECT(vow_iterator_find(source(), is_number, &two, &found) && found.i == 2);
    EXPECT(!vow_iterator_find(source(), is_number, &nine, &found));
    return VOW_UNDEFINED;
}
VOW_TEST(cancel_points_of_some_every_find) { try_points(&searches_fn, 80); }

/* A callback that throws closes the source first. */
static vow_value throws_at_two(void *argument, vow_value value, size_t index)
{
    (void)argument, (void)index;
    if (value.i == 2)
        vow_throw(vow_string("two"));
    return value;
}

ASYNC(throws_inside)
{
    vow_value values[3];
    VOW_DEFER(expect_closed, NULL);

    VOW_TRY {
        vow_from_async(source(), values, 3, throws_at_two, NULL);
    } VOW_CATCH(e) {
        vow_sleep_ms(1);
    } VOW_END
    VOW_TRY {
        vow_iterator_for_each(source(), throws_at_two, NULL);
    } VOW_CATCH(e) {
        vow_sleep_ms(1);
    } VOW_END
    return VOW_UNDEFINED;
}
VOW_TEST(cancel_points_of_a_mapper_that_throws) { try_points(&throws_inside_fn, 40); }
