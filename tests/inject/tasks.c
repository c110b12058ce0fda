/* SPDX-License-Identifier: MIT */
/* await, the context switches, async functions, generators. */
#include "inject.h"

static vow_value seven(void *unused)
{
    (void)unused;
    return vow_int(7);
}

static vow_value seven_later(void *unused)
{
    (void)unused;
    return vow_await_value(vow_int(7));
}

static vow_value throws(void *unused)
{
    (void)unused;
    vow_throw(vow_int(7));
}

static vow_value takes_turns(void *unused)
{
    (void)unused;
    for (int i = 0; i < 3; i++)
        vow_await_value(VOW_UNDEFINED);
    return vow_int(7);
}

static const struct vow_async_function seven_fn = VOW_ASYNC_FUNCTION(seven, 0, 640);
static const struct vow_async_function seven_later_fn = VOW_ASYNC_FUNCTION(seven_later, 0, 640);
static const struct vow_async_function throws_fn = VOW_ASYNC_FUNCTION(throws, 0, 640);
static const struct vow_async_function takes_turns_fn = VOW_ASYNC_FUNCTION(takes_turns, 0, 640);

static bool value_is_7(void) { return inject_value.i == 7; }

static void await_settled(void) { inject_value = vow_await(vow_promise_resolved(vow_int(7))); }

static void settle(void *promise) { vow_promise_resolve(promise, vow_int(7)); }

static void await_pending(void)
{
    struct vow_promise *promise = vow_promise_new(NULL);

    vow_queue_microtask(settle, vow_promise_retain(promise));
    inject_value = vow_await(promise);
}

static void await_rejected(void)
{
    VOW_TRY {
        vow_await(vow_call(&throws_fn, NULL, 0));
    } VOW_CATCH(reason) {
        inject_value = reason;
    } VOW_END
}

static void await_call(void) { inject_value = vow_await_call(&seven_fn, NULL, 0); }
static void await_of_call(void) { inject_value = vow_await(vow_call(&seven_later_fn, NULL, 0)); }

static void alternate(void)
{
    struct vow_promise *other = vow_call(&takes_turns_fn, NULL, 0);

    for (int i = 0; i < 3; i++)
        vow_await_value(VOW_UNDEFINED);
    inject_value = vow_await(other);
}

static struct vow_promise *from_last;

static vow_value ends_last(void *unused)
{
    (void)unused;
    vow_await_value(VOW_UNDEFINED);
    vow_promise_resolve_from_isr(&vow_main_loop, from_last, vow_int(7));
    return VOW_UNDEFINED;
}
static const struct vow_async_function ends_last_fn = VOW_ASYNC_FUNCTION(ends_last, 0, 640);

/* Nothing is ready when the task ends: it leaves to the loop. */
static void task_ends_last(void)
{
    from_last = vow_promise_retain(vow_promise_new(NULL));
    vow_detach(vow_call(&ends_last_fn, NULL, 0));
    inject_value = vow_await(from_last);
}

static vow_value numbers(struct vow_generator *self, void *unused)
{
    (void)unused;
    vow_yield(self, vow_int(3));
    vow_yield(self, vow_int(4));
    return VOW_UNDEFINED;
}
static const struct vow_generator_function numbers_fn = VOW_GENERATOR_FUNCTION(numbers, 0, 640);

static void generate(void)
{
    int sum = 0;

    VOW_FOR_AWAIT(n, vow_iterate(vow_generate(&numbers_fn, NULL, 0)))
        sum += (int)n.value.i;
    inject_value = vow_int(sum);
}

const struct inject_operation inject_tasks[] = {
    { .name = "await a settled one", .run = await_settled, .right = value_is_7 },
    { .name = "await a pending one", .quick = true, .run = await_pending, .right = value_is_7 },
    { .name = "await what throws", .run = await_rejected, .right = value_is_7 },
    { .name = "await a call", .run = await_call, .right = value_is_7 },
    { .name = "await the promise of a call", .run = await_of_call, .right = value_is_7 },
    { .name = "end of a task", .quick = true, .run = task_ends_last, .right = value_is_7 },
    { .name = "switch", .quick = true, .run = alternate, .right = value_is_7 },
    { .name = "generator", .run = generate, .right = value_is_7 },
    { .name = NULL },
};
