/* SPDX-License-Identifier: MIT */
/* Generators: requests that queue, throw, return, cancel; a loop that is left. */
#include "inject.h"

#include <vow/cancel.h>

static struct vow_generator *numbers;
static struct vow_promise *pending;

static void count_call(void *unused)
{
    (void)unused;
    inject_calls++;
}

static vow_value yields(struct vow_generator *self, void *unused)
{
    (void)unused;
    VOW_DEFER(count_call, NULL);
    vow_yield(self, vow_int(3));
    vow_yield(self, vow_int(4));
    return VOW_UNDEFINED;
}
static const struct vow_generator_function yields_fn = VOW_GENERATOR_FUNCTION(yields, 0, 640);

static vow_value awaits(struct vow_generator *self, void *unused)
{
    (void)unused;
    VOW_DEFER(count_call, NULL);
    vow_yield_promise(self, vow_promise_retain(pending));
    return VOW_UNDEFINED;
}
static const struct vow_generator_function awaits_fn = VOW_GENERATOR_FUNCTION(awaits, 0, 640);

static vow_value delegates(struct vow_generator *self, void *unused)
{
    (void)unused;
    return vow_yield_star(self, vow_iterate(vow_generate(&yields_fn, NULL, 0)));
}
static const struct vow_generator_function delegates_fn = VOW_GENERATOR_FUNCTION(delegates, 0, 640);

static void generate(void) { numbers = vow_generate(&yields_fn, NULL, 0); }

static void leave_loop(void)
{
    VOW_FOR_AWAIT(n, vow_iterate(numbers)) {
        inject_value = n.value;
        break;
    }
}
static bool left_at_3(void) { return inject_calls == 1 && inject_value.i == 3; }

/* The last one, for which there is no body any more, waits for its operand. */
static void queue_requests(void)
{
    struct vow_promise *first = vow_generator_next(numbers, VOW_UNDEFINED), *second = vow_generator_return(numbers, vow_int(5)), *third;
    vow_value value;

    pending = vow_promise_new(NULL);
    third = vow_generator_return_promise(numbers, vow_promise_retain(pending));
    vow_await_result(first, &inject_value);
    vow_await_result(second, &value);
    inject_value.i += value.i;
    vow_promise_resolve(pending, vow_int(7));
    vow_await_result(third, &value);
    inject_value.i += value.i;
    vow_generator_release(numbers);
}
static bool answered_all(void) { return inject_calls == 1 && inject_value.i == 15; }

static void throw_into(void)
{
    vow_await_result(vow_generator_next(numbers, VOW_UNDEFINED), NULL);
    vow_await_result(vow_generator_throw(numbers, vow_int(7)), &inject_value);
    vow_generator_release(numbers);
}
static bool threw_7(void) { return inject_calls == 1 && inject_value.i == 7; }

/* Its body stands at a yield: the last release returns there. */
static void release_begun(void)
{
    vow_await_result(vow_generator_next(numbers, VOW_UNDEFINED), &inject_value);
    vow_generator_release(numbers);
}

/* One that waits behind another is taken out of the queue; the other one's body is cut short. */
static void cancel_requests(void)
{
    struct vow_promise *first, *second;
    vow_value reason;

    pending = vow_promise_new(NULL);
    numbers = vow_generate(&awaits_fn, NULL, 0);
    first = vow_generator_next(numbers, VOW_UNDEFINED);
    second = vow_generator_next(numbers, VOW_UNDEFINED);
    vow_promise_cancel(second);
    vow_promise_cancel(first);
    vow_await_result(second, &reason);
    vow_await_result(first, &inject_value);
    inject_calls += reason.e != &vow_error_cancelled;
    vow_generator_release(numbers);
    vow_promise_resolve(pending, VOW_UNDEFINED);
}
static bool cancelled_all(void) { return inject_calls == 1 && inject_value.e == &vow_error_cancelled; }

/* The body's cleanup runs where the outer generator is let go. */
static void delegate(void)
{
    numbers = vow_generate(&delegates_fn, NULL, 0);
    release_begun();
}

const struct inject_operation inject_generators[] = {
    { .name = "leave a loop", .prepare = generate, .run = leave_loop, .right = left_at_3 },
    { .name = "requests that queue", .prepare = generate, .run = queue_requests, .right = answered_all },
    { .name = "throw into a generator", .prepare = generate, .run = throw_into, .right = threw_7 },
    { .name = "release a generator", .prepare = generate, .run = release_begun, .right = left_at_3 },
    { .name = "cancel requests", .run = cancel_requests, .right = cancelled_all, .alternates = true },
    { .name = "yield of another generator", .run = delegate, .right = left_at_3 },
    { .name = NULL },
};
