/* SPDX-License-Identifier: MIT */
/* What one task costs another: the switch, yield, await, a signal. */
#include <vow/vow.h>

#include "mark.h"

/* arch/arch.h: the function that core itself calls. */
void vow_arch_switch(struct vow_arch_context *from, struct vow_arch_context *to);

/* ---- the switch alone: two tasks pass control by hand, behind the back of the loop ---- */

static vow_value switched_to(void *argument)
{
    struct vow_task *me = vow_task_current(), *other = me->resumer;

    for (int turn = 0; turn < VOW_BENCH_TURNS; turn++) {
        vow_arch_switch(&me->context, &other->context);
        VOW_BENCH_END(context_switch);
    }
    return vow_pointer(argument);
}
static const struct vow_async_function switched_to_fn = VOW_ASYNC_FUNCTION(switched_to, 0, 256);

static void context_switch(void)
{
    struct vow_task *me = vow_task_current(), *other = NULL, *task = NULL;
    struct vow_promise *done = vow_call(&switched_to_fn, NULL, 0);

    while ((task = vow_task_next(task)) != NULL)
        if (task->function == &switched_to_fn.function)
            other = task;
    for (int turn = 0; turn < VOW_BENCH_TURNS; turn++) {
        /* The last time it ends, and returns to its resumer by way of the loop's bookkeeping. */
        vow_main_loop.current = other;
        VOW_BENCH_BEGIN(context_switch);
        vow_arch_switch(&me->context, &other->context);
    }
    vow_await(done);
}

/* ---- two tasks that take turns: each turn ends where the other task goes on ---- */

static vow_value yielding(void *argument)
{
    for (int turn = 0; turn < VOW_BENCH_TURNS; turn++) {
        VOW_BENCH_BEGIN(yield);
        vow_await_value(VOW_UNDEFINED);
        VOW_BENCH_END(yield);
    }
    return vow_pointer(argument);
}
static const struct vow_async_function yielding_fn = VOW_ASYNC_FUNCTION(yielding, 0, 256);

static vow_value awaiting(void *argument)
{
    struct vow_promise *settled = *(struct vow_promise **)argument;

    for (int turn = 0; turn < VOW_BENCH_TURNS; turn++) {
        vow_promise_retain(settled);
        VOW_BENCH_BEGIN(await_alternating);
        vow_await(settled);
        VOW_BENCH_END(await_alternating);
    }
    return VOW_UNDEFINED;
}
static const struct vow_async_function awaiting_fn = VOW_ASYNC_FUNCTION(awaiting, 1, 256);

static void two_of(const struct vow_async_function *function, const void *argument, size_t bytes)
{
    struct vow_promise *first = vow_call(function, argument, bytes);

    vow_await(vow_call(function, argument, bytes));
    vow_await(first);
}

/* ---- alone ---- */

static void await_settled(struct vow_promise *settled)
{
    for (int turn = 0; turn < VOW_BENCH_TURNS; turn++) {
        vow_promise_retain(settled);
        VOW_BENCH_BEGIN(await_settled);
        vow_await(settled);
        VOW_BENCH_END(await_settled);
    }
}

/* ---- a signal: the signaller resolves the other's promise and awaits its own, and the other does the same ---- */

struct signal {
    struct vow_promise *promise[2];
};

static struct vow_promise *fresh_signal(struct signal *signal, unsigned who)
{
    struct vow_promise *promise = vow_promise_new("signal");

    signal->promise[who] = vow_promise_retain(promise);
    return promise;
}

static vow_value answering(void *argument)
{
    struct signal *signal = *(struct signal **)argument;

    for (int turn = 0; turn < VOW_BENCH_TURNS; turn++) {
        struct vow_promise *mine = fresh_signal(signal, 1);

        if (turn > 0)
            vow_promise_resolve(signal->promise[0], VOW_UNDEFINED);
        vow_await(mine);
        VOW_BENCH_END(signal_to_wake);
    }
    vow_promise_resolve(signal->promise[0], VOW_UNDEFINED);
    return VOW_UNDEFINED;
}
static const struct vow_async_function answering_fn = VOW_ASYNC_FUNCTION(answering, 1, 256);

static void signal_to_wake(void)
{
    struct signal signal, *pointer = &signal;
    struct vow_promise *done = vow_call(&answering_fn, &pointer, sizeof pointer);

    for (int turn = 0; turn < VOW_BENCH_TURNS; turn++) {
        struct vow_promise *mine = fresh_signal(&signal, 0), *other = signal.promise[1];

        VOW_BENCH_BEGIN(signal_to_wake);
        vow_promise_resolve(other, VOW_UNDEFINED);
        vow_await(mine);
    }
    vow_await(done);
}

void vow_bench_tasks(void)
{
    struct vow_promise *settled = vow_promise_resolved(VOW_UNDEFINED);

    context_switch();
    two_of(&yielding_fn, NULL, 0);
    await_settled(settled);
    two_of(&awaiting_fn, &settled, sizeof settled);
    signal_to_wake();
    vow_promise_release(settled);
}
