/* SPDX-License-Identifier: MIT */
/* settle, then, release, queue and dequeue; the hand-over as handlers do it, and what the loop makes of it. */
#include "inject.h"

static struct vow_promise *p, *q;

static vow_value note(void *unused, vow_value value, enum vow_status status)
{
    (void)unused, (void)status;
    inject_value = value;
    inject_calls++;
    return value;
}

static void count_call(void *unused)
{
    (void)unused;
    inject_calls++;
}

static bool called_once(void) { return inject_calls == 1; }
static bool called_twice(void) { return inject_calls == 2; }
static bool called_with_7(void) { return inject_calls == 1 && inject_value.i == 7; }

static void pending(void) { p = vow_promise_new(NULL); }

static void watched(void)
{
    pending();
    vow_detach(vow_promise_then(vow_promise_retain(p), note, note, NULL));
}

static void two_watched(void)
{
    watched();
    q = p;
    watched();
}

static void resolve(void) { vow_promise_resolve(p, vow_int(7)); }
static void reject(void) { vow_promise_reject(p, vow_int(7)); }

static void settle_in_loop(void)
{
    resolve();
    vow_await_value(VOW_UNDEFINED);
}

static void then_settled(void) { vow_await(vow_promise_then(vow_promise_resolved(vow_int(7)), note, NULL, NULL)); }

static void then_pending(void)
{
    struct vow_promise *derived = vow_promise_then(vow_promise_retain(p), note, NULL, NULL);

    resolve();
    vow_await(derived);
}

static void then_rejected(void)
{
    vow_await(vow_promise_then(vow_promise_rejected(vow_int(7)), NULL, note, NULL));
}

static void make_and_release(void)
{
    struct vow_promise *promise = vow_promise_retain(vow_promise_new(NULL));

    vow_promise_release(promise);
    vow_promise_release(promise);
}

static void queue_two(void)
{
    vow_queue_microtask(count_call, NULL);
    vow_queue_microtask(count_call, NULL);
    vow_await_value(VOW_UNDEFINED);
}

static void hand_over_one(void)
{
    vow_promise_retain(p);
    vow_promise_resolve_from_isr(&vow_main_loop, p, vow_int(7));
    vow_await(p);
}

static void hand_over_two(void)
{
    vow_promise_retain(q);
    vow_promise_resolve_from_isr(&vow_main_loop, p, vow_int(7));
    vow_promise_reject_from_isr(&vow_main_loop, q, vow_int(7));
    vow_await_result(q, NULL);
}

static void await_injected(void) { vow_await(vow_promise_retain(inject_promise)); }

const struct inject_operation inject_promises[] = {
    { .name = "hand over", .quick = true, .prepare = watched, .run = hand_over_one, .right = called_with_7 },
    { .name = "hand over two", .quick = true, .prepare = two_watched, .run = hand_over_two, .right = called_twice },
    { .name = "go to sleep", .quick = true, .run = await_injected, .sleeps = true },
    { .name = "resolve", .quick = true, .prepare = watched, .run = resolve, .right = called_with_7 },
    { .name = "resolve, unwatched", .prepare = pending, .run = resolve },
    { .name = "reject", .prepare = watched, .run = reject, .right = called_with_7 },
    { .name = "resolve and run", .quick = true, .prepare = watched, .run = settle_in_loop, .right = called_with_7 },
    { .name = "then of a settled one", .run = then_settled, .right = called_with_7 },
    { .name = "then of a pending one", .prepare = pending, .run = then_pending, .right = called_with_7 },
    { .name = "then of a rejected one", .run = then_rejected, .right = called_once },
    { .name = "make and release", .run = make_and_release },
    { .name = "queue and dequeue", .quick = true, .run = queue_two, .right = called_twice },
    { .name = NULL },
};
