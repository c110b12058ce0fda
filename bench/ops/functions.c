/* SPDX-License-Identifier: MIT */
/* Calls of async functions, and a throw out of one block. */
#include <vow/vow.h>

#include "mark.h"

static vow_value at_once(void *argument) { return vow_pointer(argument); }
static const struct vow_async_function at_once_fn = VOW_ASYNC_FUNCTION(at_once, 0, 256);

static __attribute__((noinline)) void throws(void) { vow_throw(vow_int(1)); }

static void throw_caught(void)
{
    VOW_TRY {
        VOW_BENCH_BEGIN(throw_caught);
        throws();
    } VOW_CATCH(reason) {
        VOW_BENCH_END(throw_caught);
    } VOW_END
}

void vow_bench_functions(void)
{
    for (int turn = 0; turn < VOW_BENCH_TURNS; turn++) {
        VOW_BENCH_BEGIN(await_async_function);
        vow_await_call(&at_once_fn, NULL, 0);
        VOW_BENCH_END(await_async_function);

        VOW_BENCH_BEGIN(await_of_call);
        vow_await(vow_call(&at_once_fn, NULL, 0));
        VOW_BENCH_END(await_of_call);

        throw_caught();
    }
}
