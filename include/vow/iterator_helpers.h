/* SPDX-License-Identifier: MIT */
/* The async iterator helpers (12.3) and Array.fromAsync (12.1).
 *
 *     VOW_FOR_AWAIT(x, vow_iterator_map(vow_iterator_filter(samples, is_valid, NULL), to_volts, NULL)) { ... }
 *
 * Each consumes the iterator that it is given. A callback gets (value, index), may await, and what it returns takes one
 * turn more; a throw of it closes the source, then surfaces. */
#ifndef VOW_ITERATOR_HELPERS_H
#define VOW_ITERATOR_HELPERS_H

#include <vow/iterate.h>

VOW_BEGIN_DECLARATIONS

typedef vow_value (*vow_mapper)(void *argument, vow_value value, size_t index);
typedef bool (*vow_predicate)(void *argument, vow_value value, size_t index);

/** map, filter, take, drop, flatMap: lazy iterators. Each takes a stack (VOW_CONFIG_HELPER_STACK_BYTES) and a record.
 *  take closes the source at its limit, on the request after the last value. flat_map goes through the iterator that
 *  its callback returns, and closes that one before the source.
 *  @errors vow_error_pool_record, vow_error_pool_stack: the source is let go, and each request is rejected
 *  @memory consumes iterator; argument must live as long as the result   @context task, loop   @suspends no
 *  @cancel stops the iterator that it consumes: a cancel of the next item goes on to its next item */
struct vow_iterator vow_iterator_map(struct vow_iterator iterator, vow_mapper callback, void *argument);
struct vow_iterator vow_iterator_filter(struct vow_iterator iterator, vow_predicate callback, void *argument);
struct vow_iterator vow_iterator_take(struct vow_iterator iterator, size_t limit);
struct vow_iterator vow_iterator_drop(struct vow_iterator iterator, size_t count);
struct vow_iterator vow_iterator_flat_map(struct vow_iterator iterator,
                                          struct vow_iterator (*callback)(void *argument, vow_value value, size_t index),
                                          void *argument);

/** reduce: callback(argument, accumulator, value, index). vow_iterator_reduce_first starts with the first value.
 *  @errors throws vow_error_reduce_of_nothing without a first value
 *  @memory consumes iterator   @context task   @suspends yes
 *  @cancel stops the iterator, which is closed; the result so far is lost */
vow_value vow_iterator_reduce(struct vow_iterator iterator,
                              vow_value (*callback)(void *argument, vow_value accumulator, vow_value value, size_t index),
                              void *argument, vow_value start);
vow_value vow_iterator_reduce_first(struct vow_iterator iterator,
                                    vow_value (*callback)(void *argument, vow_value accumulator, vow_value value,
                                                          size_t index),
                                    void *argument);
extern const struct vow_error vow_error_reduce_of_nothing; /* TypeError */

/** toArray, and fromAsync with an optional mapper (NULL: none): the values, in order.
 *  @param values  receives them; a pointer in a value is good as long as the iterator says
 *  @return how many there were
 *  @errors throws vow_error_array_full when there are more than `capacity`, after closing the iterator; the values so
 *          far are kept
 *  @memory consumes iterator   @context task   @suspends yes
 *  @cancel stops the iterator, which is closed; the values so far are kept, their number is not told */
size_t vow_iterator_to_array(struct vow_iterator iterator, vow_value *values, size_t capacity);
size_t vow_from_async(struct vow_iterator iterator, vow_value *values, size_t capacity, vow_mapper callback, void *argument);
extern const struct vow_error vow_error_array_full; /* RangeError */

/** forEach, some, every, find: some, every and find close the source as soon as they know.
 *  @return find: true, and the value in *found, if there is one
 *  @memory consumes iterator   @context task   @suspends yes   @cancel stops the iterator, which is closed */
void vow_iterator_for_each(struct vow_iterator iterator, vow_mapper callback, void *argument);
bool vow_iterator_some(struct vow_iterator iterator, vow_predicate callback, void *argument);
bool vow_iterator_every(struct vow_iterator iterator, vow_predicate callback, void *argument);
bool vow_iterator_find(struct vow_iterator iterator, vow_predicate callback, void *argument, vow_value *found);

VOW_END_DECLARATIONS

#endif
