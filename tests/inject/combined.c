/* SPDX-License-Identifier: MIT */
/* Promises of promises: combinators, finally, what follows and throws; rejections that nobody handles, an empty pool. */
#include "inject.h"

#include <vow/cancel.h>

static struct vow_promise *pair[2];

/* The first one settles later. */
static void pending_and_settled(void)
{
    pair[0] = vow_promise_retain(vow_promise_new(NULL));
    pair[1] = vow_promise_resolved(vow_int(4));
}

static void resolve_first(void *promise) { vow_promise_resolve(promise, vow_int(3)); }

static struct vow_promise *combine(struct vow_promise *(*combinator)(struct vow_promise *const *promises, size_t count))
{
    vow_queue_microtask(resolve_first, pair[0]);
    return combinator(pair, 2);
}

static void await_list(struct vow_promise *list)
{
    vow_value second;

    vow_await_result(vow_promise_retain(list), NULL);
    vow_promise_at(list, 0, &inject_value);
    vow_promise_at(list, 1, &second);
    inject_value.i += second.i;
    vow_promise_release(list);
}

static void all(void) { await_list(combine(vow_promise_all)); }
static void all_settled(void) { await_list(combine(vow_promise_all_settled)); }
static bool value_is_7(void) { return inject_value.i == 7; }

static void race(void) { inject_value = vow_await(combine(vow_promise_race)); }
static void any(void) { inject_value = vow_await(combine(vow_promise_any)); }
static bool value_is_4(void) { return inject_value.i == 4; }

static void await_all(void)
{
    vow_value values[2];

    vow_queue_microtask(resolve_first, pair[0]);
    vow_await_all(pair, 2, values);
    inject_value.i = values[0].i + values[1].i;
}

static void cancel_all(void)
{
    struct vow_promise *all_of_two;

    vow_promise_release(pair[0]); /* that of who would resolve it */
    all_of_two = vow_promise_all(pair, 2);
    vow_promise_cancel(all_of_two);
    vow_await_result(all_of_two, &inject_value);
}
static bool was_cancelled(void) { return inject_value.e == &vow_error_cancelled; }

static vow_value count_call(void *unused, vow_value value, enum vow_status status)
{
    (void)unused, (void)status;
    inject_calls++;
    return value;
}

static vow_value throws(void *unused, vow_value value, enum vow_status status)
{
    count_call(unused, value, status);
    vow_throw(vow_int(7));
}

static vow_value adopts(void *unused, vow_value value, enum vow_status status)
{
    count_call(unused, value, status);
    return vow_adopt(vow_promise_resolved(vow_int(7)));
}

static void finally(void)
{
    inject_value = vow_await(vow_promise_finally(vow_promise_resolved(vow_int(7)), count_call, NULL));
}
static void then_throws(void)
{
    vow_await_result(vow_promise_then(vow_promise_resolved(VOW_UNDEFINED), throws, NULL, NULL), &inject_value);
}
static void then_adopts(void) { inject_value = vow_await(vow_promise_then(vow_promise_resolved(VOW_UNDEFINED), adopts, NULL, NULL)); }
static bool called_with_7(void) { return inject_calls == 1 && inject_value.i == 7; }

/* ---- a function that gives what another promise gives */

static struct vow_promise *followed;

static vow_value follows(void *unused)
{
    (void)unused;
    followed = vow_promise_new(NULL);
    return vow_adopt(vow_promise_retain(followed));
}
static const struct vow_async_function follows_fn = VOW_ASYNC_FUNCTION(follows, 0, 640);

static void call_follower(void) { pair[0] = vow_call(&follows_fn, NULL, 0); }

static void follow(void)
{
    call_follower();
    vow_await_value(VOW_UNDEFINED);
    vow_promise_resolve(followed, vow_int(7));
    inject_value = vow_await(pair[0]);
}

/* The other one is not its own alone, so it goes on. */
static void cancel_follower(void)
{
    vow_promise_cancel(pair[0]);
    vow_await_result(pair[0], &inject_value);
    vow_promise_resolve(followed, VOW_UNDEFINED);
}

/* ---- what nobody handles, and what a pool or a board has to give */

void vow_hook_unhandled_rejection(struct vow_promise *promise, const char *task)
{
    (void)task;
    inject_value = vow_promise_value(promise);
    inject_calls++;
}

/* It is told when the microtasks are over. */
static void leave_unhandled(void)
{
    struct vow_promise *later = vow_promise_retain(vow_promise_new(NULL));

    vow_promise_release(vow_promise_rejected(vow_int(7)));
    vow_promise_resolve_from_isr(&vow_main_loop, later, VOW_UNDEFINED);
    vow_await(later);
}

static vow_value wait_on_own_stack(void *unused)
{
    (void)unused;
    return vow_await_value(vow_int(7));
}
static const struct vow_async_function wait_on_own_stack_fn = VOW_ASYNC_FUNCTION(wait_on_own_stack, 0, 640);

static void call_on_own_stack(void)
{
    static _Alignas(16) unsigned char stack[896];

    inject_value = vow_await(vow_call_on(stack, sizeof stack, &wait_on_own_stack_fn, NULL, 0));
}

/* All are taken before. A call is refused as a promise is. */
static struct vow_promise *taken[32];

static void take_all(void)
{
    struct vow_promise *promise;

    for (unsigned i = 0; vow_promise_status(promise = vow_promise_new(NULL)) == VOW_PENDING; i++)
        taken[i] = promise;
    vow_await_result(promise, NULL);
}

static void ask_empty_pool(void)
{
    vow_await_result(vow_call(&follows_fn, NULL, 0), &inject_value);
    inject_calls += inject_value.e == &vow_error_pool_promise;
    vow_await_result(vow_promise_new(NULL), &inject_value);
    inject_calls += inject_value.e == &vow_error_pool_promise;
}

static bool was_refused(void)
{
    for (unsigned i = 0; taken[i]; i++) {
        vow_promise_release(taken[i]);
        taken[i] = NULL;
    }
    return inject_calls == 2;
}

const struct inject_operation inject_combined[] = {
    { .name = "all", .prepare = pending_and_settled, .run = all, .right = value_is_7 },
    { .name = "all settled", .prepare = pending_and_settled, .run = all_settled, .right = value_is_7 },
    { .name = "race", .prepare = pending_and_settled, .run = race, .right = value_is_4 },
    { .name = "any", .prepare = pending_and_settled, .run = any, .right = value_is_4 },
    { .name = "await all", .prepare = pending_and_settled, .run = await_all, .right = value_is_7 },
    { .name = "cancel all", .prepare = pending_and_settled, .run = cancel_all, .right = was_cancelled },
    { .name = "finally", .run = finally, .right = called_with_7 },
    { .name = "then throws", .run = then_throws, .right = called_with_7 },
    { .name = "then adopts", .run = then_adopts, .right = called_with_7 },
    { .name = "follow", .run = follow, .right = value_is_7 },
    { .name = "cancel one that follows", .prepare = call_follower, .run = cancel_follower, .right = was_cancelled, .alternates = true },
    { .name = "unhandled rejection", .run = leave_unhandled, .right = called_with_7 },
    { .name = "ask an empty pool", .prepare = take_all, .run = ask_empty_pool, .right = was_refused },
    { .name = "call on its own stack", .run = call_on_own_stack, .right = value_is_7 },
    { .name = NULL },
};
