/* SPDX-License-Identifier: MIT */
/* Generators and iterators. */
#include "handlers.h"

#define CALLS(CALL) \
    CALL(vow_generate, NULL, NULL, 0) \
    CALL(vow_generator_retain, NULL) \
    CALL(vow_generator_release, NULL) \
    CALL(vow_generator_next, NULL, value) \
    CALL(vow_generator_throw, NULL, value) \
    CALL(vow_generator_return, NULL, value) \
    CALL(vow_generator_return_promise, NULL, NULL) \
    CALL(vow_generator_return_thenable, NULL, NULL) \
    CALL(vow_yield, NULL, value) \
    CALL(vow_yield_promise, NULL, NULL) \
    CALL(vow_iterate, NULL) \
    CALL(vow_iterate_sync, NULL, NULL, NULL) \
    CALL(vow_iterate_values, NULL, NULL, 0) \
    CALL(vow_iterate_promises, NULL, NULL, 0) \
    CALL(vow_yield_star, NULL, iterator) \
    CALL(vow_iterator_answer, NULL, VOW_FULFILLED, value) \
    CALL(vow_iterator_map, iterator, NULL, NULL) \
    CALL(vow_iterator_filter, iterator, NULL, NULL) \
    CALL(vow_iterator_take, iterator, 0) \
    CALL(vow_iterator_drop, iterator, 0) \
    CALL(vow_iterator_flat_map, iterator, NULL, NULL) \
    CALL(vow_iterator_reduce, iterator, NULL, NULL, value) \
    CALL(vow_iterator_reduce_first, iterator, NULL, NULL) \
    CALL(vow_iterator_to_array, iterator, NULL, 0) \
    CALL(vow_from_async, iterator, NULL, 0, NULL, NULL) \
    CALL(vow_iterator_for_each, iterator, NULL, NULL) \
    CALL(vow_iterator_some, iterator, NULL, NULL) \
    CALL(vow_iterator_every, iterator, NULL, NULL) \
    CALL(vow_iterator_find, iterator, NULL, NULL, NULL)

WRONG_CALLS_TEST(streams, CALLS)

VOW_TEST(handler_makes_no_call_of_streams) { streams_all(); }
