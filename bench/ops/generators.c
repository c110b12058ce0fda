/* SPDX-License-Identifier: MIT */
/* Async generators, by next() and by for await. */
#include <vow/vow.h>

#include "mark.h"

static vow_value counting(struct vow_generator *self, void *argument)
{
    for (int n = 0;; n++)
        vow_yield(self, vow_int(n));
    return vow_pointer(argument);
}
static const struct vow_generator_function counting_fn = VOW_GENERATOR_FUNCTION(counting, 0, 256);

static void by_next(void)
{
    struct vow_generator *generator = vow_generate(&counting_fn, NULL, 0);

    for (int turn = 0; turn < VOW_BENCH_TURNS; turn++) {
        VOW_BENCH_BEGIN(generator_next);
        vow_await(vow_generator_next(generator, VOW_UNDEFINED));
        VOW_BENCH_END(generator_next);
    }
    vow_await(vow_generator_return(generator, VOW_UNDEFINED));
    vow_generator_release(generator);
}

static void by_for_await(void)
{
    VOW_FOR_AWAIT(item, vow_iterate(vow_generate(&counting_fn, NULL, 0))) {
        VOW_BENCH_END(for_await_step);
        if (item.value.i == VOW_BENCH_TURNS)
            break;
        VOW_BENCH_BEGIN(for_await_step);
    }
}

void vow_bench_generators(void)
{
    by_next();
    by_for_await();
}
