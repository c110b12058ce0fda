/* SPDX-License-Identifier: MIT */
#include "internal.h"

const struct vow_error vow_error_self_resolution = { "TypeError", "a promise was resolved with itself", -1 };
const struct vow_error vow_error_not_iterator_result = { "TypeError", "next() or return() gave no iterator result", -2 };
const struct vow_error vow_error_no_throw_method = { "TypeError", "the iterator has no throw method", -8 };
const struct vow_error vow_error_aggregate = { "AggregateError", "every promise was rejected", -3 };
const struct vow_error vow_error_pool_promise = { "PoolError", "the promise pool is dry", -4 };
const struct vow_error vow_error_pool_record = { "PoolError", "the record pool is dry", -5 };
const struct vow_error vow_error_pool_stack = { "PoolError", "no free stack is large enough", -6 };
const struct vow_error vow_error_generator_abandoned = {
    "GeneratorError", "a generator that nobody refers to went on yielding; its stack was taken away", -7
};
