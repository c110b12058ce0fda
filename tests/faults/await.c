/* SPDX-License-Identifier: MIT */
/* Promises and tasks, cancelled at each await. */
#include "points.h"

#include <vow/dispose.h>

ASYNC(sleeps)
{
    vow_sleep_ms(2);
    return vow_string("slept");
}

ASYNC(awaits)
{
    vow_await_value(VOW_UNDEFINED);
    vow_await(vow_delay_ms(2));
    vow_await(call(sleeps));
    vow_await_call(&sleeps_fn, NULL, 0);
    vow_await(resolved("v"));
    return VOW_UNDEFINED;
}
VOW_TEST(cancel_points_of_await) { try_points(&awaits_fn, 12); }

static vow_value passes(void *argument, vow_value value, enum vow_status status)
{
    (void)argument, (void)status;
    return value;
}

static vow_value adopts_delay(void *argument, vow_value value, enum vow_status status)
{
    (void)argument, (void)value, (void)status;
    return vow_adopt(vow_delay_ms(2));
}

ASYNC(chains)
{
    struct vow_promise *promise = vow_promise_then(vow_delay_ms(1), adopts_delay, NULL, NULL);

    promise = vow_promise_catch(promise, passes, NULL);
    promise = vow_promise_finally(promise, adopts_delay, NULL);
    promise = vow_promise_finally(vow_promise_finally(promise, passes, NULL), adopts_delay, NULL);
    vow_await(vow_promise_then(promise, passes, passes, NULL));
    return VOW_UNDEFINED;
}
VOW_TEST(cancel_points_of_then_and_finally) { try_points(&chains_fn, 2); }

ASYNC(adopts_sleep) { return vow_adopt(call(sleeps)); }
ASYNC(adopts_twice) { return vow_adopt(call(adopts_sleep)); }

ASYNC(adoptions)
{
    struct vow_promise *promise = vow_promise_new("adopts");

    vow_promise_adopt(vow_promise_retain(promise), call(adopts_twice));
    vow_await(promise);
    return VOW_UNDEFINED;
}
VOW_TEST(cancel_points_of_adoption) { try_points(&adoptions_fn, 4); }

ASYNC(rejects_late)
{
    vow_sleep_ms(1);
    vow_throw(vow_string("late"));
}

ASYNC(combinators)
{
    struct vow_promise *race[] = { vow_delay_ms(1), call(sleeps) };
    struct vow_promise *any[] = { call(rejects_late), vow_promise_race(race, 2) };
    struct vow_promise *settled[] = { call(rejects_late), vow_promise_any(any, 2), vow_delay_ms(3) };
    struct vow_promise *all[] = { vow_promise_all_settled(settled, 3), call(sleeps), resolved("v") };
    vow_value values[3];

    vow_await_all(all, 3, values);
    return VOW_UNDEFINED;
}
VOW_TEST(cancel_points_of_nested_combinators) { try_points(&combinators_fn, 10); }

ASYNC(losers)
{
    struct vow_promise *race[] = { vow_delay_ms(1), call(sleeps), call(rejects_late), vow_delay_ms(10) };

    vow_await(vow_promise_race(race, 4));
    return VOW_UNDEFINED;
}
VOW_TEST(cancel_points_of_a_race_with_losers) { try_points(&losers_fn, 6); }

static void sleeps_deferred(void *argument)
{
    (void)argument;
    vow_sleep_ms(1);
}

ASYNC(cleans_up)
{
    VOW_DEFER(sleeps_deferred, NULL);
    VOW_TRY_FINALLY {
        VOW_TRY {
            vow_await(call(rejects_late));
        } VOW_CATCH(e) {
            vow_await(call(sleeps));
        } VOW_END
    } VOW_FINALLY {
        vow_await(call(sleeps));
        vow_await(vow_delay_ms(1));
    } VOW_END
    return VOW_UNDEFINED;
}
VOW_TEST(cancel_points_of_cleanup) { try_points(&cleans_up_fn, 12); }

static void start_resolver(struct vow_thenable *self, struct vow_resolver resolver);

struct late_thenable {
    struct vow_thenable thenable;
    struct vow_timer timer;
    struct vow_resolver resolver;
};

static void resolve_thenable(void *argument)
{
    struct late_thenable *late = argument;

    vow_resolver_resolve(late->resolver, vow_string("late"));
}

static void start_resolver(struct vow_thenable *self, struct vow_resolver resolver)
{
    struct late_thenable *late = (struct late_thenable *)self;

    late->resolver = resolver;
    vow_timer_start_ms(&late->timer, 1, resolve_thenable, late);
}

static void stop_thenable(void *argument)
{
    struct late_thenable *late = argument;

    vow_timer_stop(&late->timer);
    if (late->resolver.promise) /* NULL: cancelled before its then was called */
        vow_resolver_reject(late->resolver, VOW_UNDEFINED);
}

ASYNC(thenables)
{
    struct late_thenable late = { .thenable = { start_resolver } };
    struct vow_resolver resolver;
    struct vow_promise *promise;
    VOW_DEFER(stop_thenable, &late);

    vow_await(vow_promise_from_thenable(&late.thenable));
    promise = vow_promise_with_resolver(&resolver);
    vow_resolver_adopt(resolver, call(sleeps));
    vow_await(promise);
    promise = vow_promise_with_resolver(&resolver);
    vow_resolver_adopt_thenable(resolver, &late.thenable);
    vow_await(vow_promise_then(promise, passes, passes, NULL));
    return VOW_UNDEFINED;
}
VOW_TEST(cancel_points_of_thenables) { try_points(&thenables_fn, 6); }

static struct vow_promise *dispose_slowly(void *argument)
{
    (void)argument;
    return call(sleeps);
}

static struct vow_promise *dispose_badly(void *argument)
{
    (void)argument;
    return call(rejects_late);
}

static void dispose(void *stack) { vow_dispose(stack); }

ASYNC(disposes)
{
    struct vow_disposable_stack stack;
    struct vow_disposable entries[3];

    vow_disposable_stack_init(&stack);
    VOW_DEFER(dispose, &stack);
    vow_disposable_stack_defer(&stack, &entries[0], dispose_slowly, NULL);
    vow_disposable_stack_defer(&stack, &entries[1], dispose_badly, NULL);
    vow_disposable_stack_defer(&stack, &entries[2], dispose_slowly, NULL);
    vow_sleep_ms(1);
    return VOW_UNDEFINED;
}
VOW_TEST(cancel_points_of_disposable_stacks) { try_points(&disposes_fn, 10); }

static char guest_stack[TEST_STACK_BYTES * VOW_ARCH_STACK_SCALE + sizeof(struct vow_task) + 32] __attribute__((aligned(16)));

ASYNC(calls_guest)
{
    vow_await(vow_call_on(guest_stack, sizeof guest_stack, &cleans_up_fn, NULL, 0));
    return VOW_UNDEFINED;
}
VOW_TEST(cancel_points_of_a_task_on_a_stack_of_its_caller) { try_points(&calls_guest_fn, 12); }

static void tick(void *argument)
{
    struct vow_promise **place = argument, *promise = *place;

    *place = NULL;
    if (promise)
        vow_promise_resolve(promise, VOW_UNDEFINED);
}

static void stop_interval(void *interval) { vow_interval_stop(interval); }
static void drop_ticked(void *place) { tick(place); }

ASYNC(counts_intervals)
{
    struct vow_interval interval = { 0 };
    struct vow_promise *ticked = NULL;
    VOW_DEFER(drop_ticked, &ticked);
    VOW_DEFER(stop_interval, &interval);

    vow_interval_start_ms(&interval, 2, tick, &ticked);
    for (int i = 0; i < 3; i++) {
        ticked = vow_promise_new("tick");
        vow_await(vow_promise_retain(ticked));
    }
    return VOW_UNDEFINED;
}
VOW_TEST(cancel_points_of_an_interval) { try_points(&counts_intervals_fn, 6); }
