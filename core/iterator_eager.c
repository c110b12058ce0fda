/* SPDX-License-Identifier: MIT */
/* reduce, toArray, fromAsync, forEach, some, every, find: loops over the iterator, in the calling task. */
#include "internal.h"

#include <vow/iterator_helpers.h>

const struct vow_error vow_error_reduce_of_nothing = { "TypeError", "reduce of nothing, without a start value", -24 };
const struct vow_error vow_error_array_full = { "RangeError", "there are more values than the array takes", -25 };

typedef vow_value (*reducer)(void *argument, vow_value accumulator, vow_value value, size_t index);

static vow_value reduce(struct vow_iterator iterator, reducer callback, void *argument, bool started, vow_value accumulator)
{
    size_t index = 0;

    VOW_FOR_AWAIT(item, iterator) {
        if (started)
            accumulator = vow_await_value(callback(argument, accumulator, item.value, index));
        else
            accumulator = item.value;
        started = true;
        index++;
    }
    if (!started)
        vow_throw_error(&vow_error_reduce_of_nothing);
    return accumulator;
}

vow_value vow_iterator_reduce(struct vow_iterator iterator, reducer callback, void *argument, vow_value start)
{
    NOT_IN_HANDLER();
    return reduce(iterator, callback, argument, true, start);
}

vow_value vow_iterator_reduce_first(struct vow_iterator iterator, reducer callback, void *argument)
{
    NOT_IN_HANDLER();
    return reduce(iterator, callback, argument, false, VOW_UNDEFINED);
}

size_t vow_from_async(struct vow_iterator iterator, vow_value *values, size_t capacity, vow_mapper callback, void *argument)
{
    NOT_IN_HANDLER();
    size_t count = 0;

    VOW_FOR_AWAIT(item, iterator) {
        if (count == capacity)
            vow_throw_error(&vow_error_array_full);
        values[count] = callback ? vow_await_value(callback(argument, item.value, count)) : item.value;
        count++;
    }
    return count;
}

size_t vow_iterator_to_array(struct vow_iterator iterator, vow_value *values, size_t capacity)
{
    NOT_IN_HANDLER();
    return vow_from_async(iterator, values, capacity, NULL, NULL);
}

void vow_iterator_for_each(struct vow_iterator iterator, vow_mapper callback, void *argument)
{
    NOT_IN_HANDLER();
    size_t index = 0;

    VOW_FOR_AWAIT(item, iterator)
        vow_await_value(callback(argument, item.value, index++));
}

/* The first value for which the predicate says `sought`. */
static bool search(struct vow_iterator iterator, vow_predicate callback, void *argument, bool sought, vow_value *found)
{
    size_t index = 0;

    VOW_FOR_AWAIT(item, iterator) {
        bool answer = callback(argument, item.value, index++);

        vow_await_value(VOW_UNDEFINED);
        if (answer != sought)
            continue;
        if (found)
            *found = item.value;
        return true;
    }
    return false;
}

bool vow_iterator_some(struct vow_iterator iterator, vow_predicate callback, void *argument)
{
    NOT_IN_HANDLER();
    return search(iterator, callback, argument, true, NULL);
}

bool vow_iterator_every(struct vow_iterator iterator, vow_predicate callback, void *argument)
{
    NOT_IN_HANDLER();
    return !search(iterator, callback, argument, false, NULL);
}

bool vow_iterator_find(struct vow_iterator iterator, vow_predicate callback, void *argument, vow_value *found)
{
    NOT_IN_HANDLER();
    return search(iterator, callback, argument, true, found);
}
