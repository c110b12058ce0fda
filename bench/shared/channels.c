/* SPDX-License-Identifier: MIT */
/* Channels and select: alone, and from a sender to the task that waits. */
#include "shared.h"

#include <vow/select.h>

VOW_CHANNEL_DEFINE(first, 4);
VOW_CHANNEL_DEFINE(second, 4);

static void alone(void)
{
    vow_value item;

    for (int turn = 0; turn < VOW_BENCH_TURNS; turn++) {
        VOW_BENCH_BEGIN(channel_send);
        vow_channel_send(&first, vow_int(turn));
        VOW_BENCH_END(channel_send);

        VOW_BENCH_BEGIN(channel_receive);
        vow_channel_receive(&first, &item);
        VOW_BENCH_END(channel_receive);

        vow_channel_send(&second, vow_int(turn));
        VOW_BENCH_BEGIN(select_of_two);
        vow_select((struct vow_case[]){ vow_case_receive(&first), vow_case_receive(&second) }, 2);
        VOW_BENCH_END(select_of_two);
    }
}

/* ---- one waits, and the other sends and lets it run ---- */

static struct vow_promise *answer;

static vow_value receiving(void *argument)
{
    vow_value item;

    for (int turn = 0; turn < VOW_BENCH_TURNS; turn++) {
        vow_channel_receive(&first, &item);
        VOW_BENCH_END(channel_to_wake);
    }
    return vow_pointer(argument);
}
static const struct vow_async_function receiving_fn = VOW_ASYNC_FUNCTION(receiving, 0, 256);

static vow_value selecting(void *argument)
{
    for (int turn = 0; turn < VOW_BENCH_TURNS; turn++) {
        vow_select((struct vow_case[]){ vow_case_receive(&first), vow_case_receive(&second) }, 2);
        VOW_BENCH_END(select_to_wake);
        vow_promise_resolve(answer, VOW_UNDEFINED);
    }
    return vow_pointer(argument);
}
static const struct vow_async_function selecting_fn = VOW_ASYNC_FUNCTION(selecting, 0, 512);

void vow_bench_channels(void)
{
    struct vow_promise *done;

    alone();
    done = vow_call(&receiving_fn, NULL, 0);
    for (int turn = 0; turn < VOW_BENCH_TURNS; turn++) {
        VOW_BENCH_BEGIN(channel_to_wake);
        vow_channel_send(&first, vow_int(turn));
        vow_await_value(VOW_UNDEFINED);
    }
    vow_await(done);
    done = vow_call(&selecting_fn, NULL, 0);
    for (int turn = 0; turn < VOW_BENCH_TURNS; turn++) {
        struct vow_promise *promise = vow_promise_new("answer"); /* select takes more than one turn */

        answer = vow_promise_retain(promise);
        VOW_BENCH_BEGIN(select_to_wake);
        vow_channel_send(&second, vow_int(turn));
        vow_await(promise);
    }
    vow_await(done);
}
