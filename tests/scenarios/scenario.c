/* SPDX-License-Identifier: MIT */
/* What the scenarios' programs begin with. Each callback returns undefined, as an arrow function around console.log. */
#include "scenario.h"

#include <stdio.h>
#include <string.h>

vow_value log_text(void *words, vow_value value, enum vow_status status)
{
    (void)value, (void)status;
    LOG("%s", (const char *)words);
    return VOW_UNDEFINED;
}

vow_value log_string(void *prefix, vow_value value, enum vow_status status)
{
    (void)status;
    LOG("%s%s", prefix ? (const char *)prefix : "", string_of(value));
    return VOW_UNDEFINED;
}

vow_value log_int(void *prefix, vow_value value, enum vow_status status)
{
    (void)status;
    LOG("%s%ld", prefix ? (const char *)prefix : "", (long)value.i);
    return VOW_UNDEFINED;
}

static void join(const char *prefix, vow_value list, bool strings)
{
    char line[80] = "";
    int length = snprintf(line, sizeof line, "%s", prefix ? prefix : "");
    vow_value value;

    for (size_t i = 0; i < vow_promise_count(list.p); i++) {
        vow_promise_at(list.p, i, &value);
        length += snprintf(line + length, sizeof line - (size_t)length, i ? "," : "");
        length += strings ? snprintf(line + length, sizeof line - (size_t)length, "%s", string_of(value))
                          : snprintf(line + length, sizeof line - (size_t)length, "%ld", (long)value.i);
    }
    LOG("%s", line);
}

vow_value log_strings(void *prefix, vow_value list, enum vow_status status)
{
    (void)status;
    join(prefix, list, true);
    return VOW_UNDEFINED;
}

vow_value log_ints(void *prefix, vow_value list, enum vow_status status)
{
    (void)status;
    join(prefix, list, false);
    return VOW_UNDEFINED;
}

vow_value log_length(void *prefix, vow_value list, enum vow_status status)
{
    (void)status;
    LOG("%s%u", prefix ? (const char *)prefix : "", (unsigned)vow_promise_count(list.p));
    return VOW_UNDEFINED;
}

static vow_value watched(void *name, vow_value value, enum vow_status status)
{
    LOG("%s %s %s", (const char *)name, status >= VOW_REJECTED ? "err" : "ok", string_of(value));
    return VOW_UNDEFINED;
}

static vow_value watched_int(void *name, vow_value value, enum vow_status status)
{
    (void)status;
    LOG("%s ok %ld", (const char *)name, (long)value.i);
    return VOW_UNDEFINED;
}

void watch(const char *name, struct vow_promise *promise)
{
    vow_detach(vow_promise_then(promise, watched, watched, text(name)));
}

void watch_int(const char *name, struct vow_promise *promise)
{
    vow_detach(vow_promise_then(promise, watched_int, watched, text(name)));
}

static vow_value log_turn(void *number, vow_value value, enum vow_status status)
{
    (void)value, (void)status;
    LOG("turn %d", (int)(intptr_t)number);
    return VOW_UNDEFINED;
}

void log_turns(int count)
{
    struct vow_promise *promise = resolved_undefined();

    for (intptr_t i = 1; i <= count; i++)
        promise = vow_promise_then(promise, log_turn, NULL, (void *)i);
    vow_detach(promise);
}

/* One slot a running sleep; a scenario needs few at a time. */
static struct sleep {
    struct vow_timer timer;
    struct vow_promise *promise;
    vow_value value;
} sleeps[16];

static void awake(void *argument)
{
    struct sleep *sleep = argument;
    struct vow_promise *promise = sleep->promise;

    sleep->promise = NULL;
    vow_promise_resolve(promise, sleep->value);
}

struct vow_promise *sleep_ms(uint32_t ms, vow_value value)
{
    struct vow_promise *promise = vow_promise_new("sleep");
    struct sleep *sleep = sleeps;

    while (sleep->promise)
        if (++sleep == sleeps + sizeof sleeps / sizeof *sleeps)
            vow_panic("scenario: too many sleeps");
    sleep->promise = vow_promise_retain(promise);
    sleep->value = value;
    vow_timer_start_ms(&sleep->timer, ms, awake, sleep);
    return promise;
}

void vow_scenario_forget_sleeps(void) { memset(sleeps, 0, sizeof sleeps); }
