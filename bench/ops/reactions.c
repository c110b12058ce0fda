/* SPDX-License-Identifier: MIT */
/* then: one callback registers the next, so that a turn holds one then, one run and one derived promise let go. */
#include <vow/vow.h>

#include "mark.h"

struct chain {
    struct vow_promise *settled, *done;
    int left;
};

static vow_value link(void *argument, vow_value value, enum vow_status status)
{
    struct chain *chain = argument;

    VOW_BENCH_END(then_run);
    (void)status;
    if (chain->left-- == 0) {
        vow_promise_resolve(chain->done, VOW_UNDEFINED);
        return value;
    }
    vow_promise_retain(chain->settled);
    VOW_BENCH_BEGIN(then_run);
    vow_promise_release(vow_promise_then(chain->settled, link, NULL, chain));
    return value;
}

void vow_bench_reactions(void)
{
    struct vow_promise *done = vow_promise_new("chain");
    struct chain chain = { vow_promise_resolved(VOW_UNDEFINED), vow_promise_retain(done), VOW_BENCH_TURNS };

    vow_promise_release(vow_promise_then(vow_promise_retain(chain.settled), link, NULL, &chain));
    vow_await(done);
    vow_promise_release(chain.settled);

    for (int turn = 0; turn < VOW_BENCH_TURNS; turn++) {
        VOW_BENCH_BEGIN(promise_new_release);
        vow_promise_release(vow_promise_new(NULL));
        VOW_BENCH_END(promise_new_release);
    }
}
