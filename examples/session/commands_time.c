/* SPDX-License-Identifier: MIT */
/* Sleeping, and waiting for many sleeps at once. */
#include <stdio.h>
#include <stdlib.h>

#include "session.h"

static const struct vow_error slept_badly = { "SleepError", "a sleep of less than 0 ms", 1 };

/* A sleep of less than 0 ms takes as long as one of more, and fails. */
static vow_value sleep(void *argument)
{
    const struct call *call = argument;
    int32_t ms = call->number[0];
    vow_time start = vow_clock_now();

    vow_sleep_until(start + vow_ticks_from_ms((uint32_t)abs(ms)));
    say("sleep %ld %s at %lu ms", (long)ms, ms < 0 ? "failed" : "done",
        (unsigned long)((vow_clock_now() - start) / vow_ticks_from_ms(1)));
    if (ms < 0)
        vow_throw_error(&slept_badly);
    return vow_int(ms);
}

/* One sleep for each number; they all run at once. */
static size_t start_sleeps(const struct call *call, struct vow_promise **sleeps)
{
    for (int i = 0; i < call->count; i++) {
        struct call one = { .count = 1, .number = { call->number[i] } };

        sleeps[i] = vow_call(&sleep_fn, &one, sizeof one);
    }
    return (size_t)call->count;
}

static vow_value all(void *argument)
{
    struct vow_promise *sleeps[NUMBERS];
    vow_value results[NUMBERS];
    size_t count = start_sleeps(argument, sleeps);

    VOW_TRY {
        char text[NUMBERS * 8 + 1] = "";
        int length = 0;

        vow_await_all(sleeps, count, results);
        for (size_t i = 0; i < count && length < (int)sizeof text; i++)
            length += snprintf(text + length, sizeof text - (size_t)length, " %d", (int)results[i].i);
        say("all:%s", text);
    } VOW_CATCH(e) {
        say("all: %s: %s", e.e->name, e.e->message);
    } VOW_END
    return VOW_UNDEFINED;
}

static vow_value race(void *argument)
{
    struct vow_promise *sleeps[NUMBERS];
    size_t count = start_sleeps(argument, sleeps);

    VOW_TRY {
        say("race: %d won", (int)vow_await(vow_promise_race(sleeps, count)).i);
    } VOW_CATCH(e) {
        say("race: %s: %s", e.e->name, e.e->message);
    } VOW_END
    return VOW_UNDEFINED;
}

static vow_value any(void *argument)
{
    struct vow_promise *sleeps[NUMBERS];
    size_t count = start_sleeps(argument, sleeps);

    VOW_TRY {
        say("any: %d was the first without a failure", (int)vow_await(vow_promise_any(sleeps, count)).i);
    } VOW_CATCH(e) {
        say("any: %s: %s", e.e->name, e.e->message);
    } VOW_END
    return VOW_UNDEFINED;
}

static vow_value settled(void *argument)
{
    const struct call *call = argument;
    struct vow_promise *sleeps[NUMBERS], *list;
    size_t count = start_sleeps(call, sleeps);

    list = vow_promise_all_settled(sleeps, count);
    vow_await(vow_promise_retain(list));
    for (size_t i = 0; i < count; i++) {
        vow_value reason;

        if (vow_promise_at(list, i, &reason) == VOW_REJECTED)
            say("settled: %ld rejected: %s: %s", (long)call->number[i], reason.e->name, reason.e->message);
        else
            say("settled: %ld fulfilled", (long)call->number[i]);
    }
    vow_promise_release(list);
    return VOW_UNDEFINED;
}

const struct vow_async_function sleep_fn = VOW_ASYNC_FUNCTION(sleep, 1, SMALL_STACK);
const struct vow_async_function all_fn = VOW_ASYNC_FUNCTION(all, 1, LARGE_STACK);
const struct vow_async_function race_fn = VOW_ASYNC_FUNCTION(race, 1, LARGE_STACK);
const struct vow_async_function any_fn = VOW_ASYNC_FUNCTION(any, 1, LARGE_STACK);
const struct vow_async_function settled_fn = VOW_ASYNC_FUNCTION(settled, 1, LARGE_STACK);
