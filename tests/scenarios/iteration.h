/* SPDX-License-Identifier: MIT */
/* What the scenarios of async generators and of for await are written with: the words of their JavaScript. */
#ifndef VOW_SCENARIOS_ITERATION_H
#define VOW_SCENARIOS_ITERATION_H

#include <stdio.h>

#include "scenario.h"

/* async function* g(...) with any argument: generate_with(g, value) and ARGUMENT(type) in the body. */
#define generate_with(g, value) vow_generate(&g##_fn, &(value), sizeof(value))
#define ARGUMENT(type) (*(type *)argument)

/* it.next() without an argument. */
#define next(generator) vow_generator_next(generator, VOW_UNDEFINED)

/* String(value) of the scenarios' values: undefined, integers nearer to 0 than 64, and strings. No string lies at so
 * low an address: it is the vector table's, or never mapped. */
static inline const char *show(vow_value value)
{
    static char texts[4][8];
    static unsigned turn;
    char *number = texts[turn++ % 4];

    if (value.u == 0)
        return "undefined";
    if (value.i <= -64 || value.i >= 64)
        return value.s;
    snprintf(number, sizeof texts[0], "%d", (int)value.i);
    return number;
}

/* log('{' + r.value + ' ' + r.done + '}'), behind `prefix`. */
static inline void log_result(const char *prefix, enum vow_status status, vow_value value)
{
    LOG("%s{%s %s}", prefix, show(value), status == VOW_DONE ? "true" : "false");
}

/* log(ir(await promise)) */
static inline void log_await(struct vow_promise *promise)
{
    vow_value value;
    enum vow_status status = vow_await_result(promise, &value);

    if (status == VOW_REJECTED)
        vow_throw(value);
    log_result("", status, value);
}

static inline vow_value log_result_of(void *prefix, vow_value value, enum vow_status status)
{
    log_result(prefix, status, value);
    return VOW_UNDEFINED;
}

static inline vow_value log_reason_of(void *prefix, vow_value reason, enum vow_status status)
{
    (void)status;
    LOG("%s%s", (const char *)prefix, show(reason));
    return VOW_UNDEFINED;
}

/* promise.then(r => log(prefix + ir(r))) and promise.catch(e => log(prefix + e)) */
static inline void then_log(struct vow_promise *promise, const char *prefix)
{
    vow_detach(vow_promise_then(promise, log_result_of, NULL, text(prefix)));
}
static inline void catch_log(struct vow_promise *promise, const char *prefix)
{
    vow_detach(vow_promise_catch(promise, log_reason_of, text(prefix)));
}

#endif
