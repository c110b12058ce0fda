/* SPDX-License-Identifier: MIT */
/* What the scenarios of the standard's order are written with: values and reasons are strings. */
#ifndef VOW_TESTS_SCRIPT_H
#define VOW_TESTS_SCRIPT_H

#include "test.h"

/* "name {value done}" for iterator results, "name value" for values, "name rejected reason"; an empty name is left out. */
static inline vow_value trace_settled(void *name, vow_value value, enum vow_status status)
{
    const char *prefix = name, *space = prefix[0] ? " " : "";

    if (status == VOW_ITEM || status == VOW_DONE)
        TRACE("%s%s{%s %s}", prefix, space, vow_test_text(value), status == VOW_DONE ? "true" : "false");
    else
        TRACE("%s%s%s%s", prefix, space, status >= VOW_REJECTED ? "rejected " : "", vow_test_text(value));
    return value;
}

/* p.then(log, log): both ways are traced and the result is let go. */
static inline void watch(struct vow_promise *promise, const char *name)
{
    vow_detach(vow_promise_then(promise, trace_settled, trace_settled, (void *)(uintptr_t)name));
}

/* await that traces how it went, without a throw. */
static inline void await_traced(struct vow_promise *promise, const char *name)
{
    vow_value value;
    enum vow_status status;

    vow_promise_retain(promise);
    vow_await_result(promise, &value);
    status = vow_promise_status(promise);
    vow_promise_release(promise);
    trace_settled((void *)(uintptr_t)name, value, status);
}

/* A callback that traces its argument, for then and for timers. */
static inline vow_value trace_text(void *text, vow_value value, enum vow_status status)
{
    (void)status;
    TRACE("%s", (const char *)text);
    return value;
}
static inline void trace_timer(void *text) { TRACE("%s", (const char *)text); }

/* Traces "turn 1" in the next microtask turn, "turn 2" in the one after it ... */
static inline void ticks(int count)
{
    static const char *const names[] = { "turn 1", "turn 2", "turn 3", "turn 4", "turn 5",
                                         "turn 6", "turn 7", "turn 8", "turn 9", "turn 10" };
    struct vow_promise *promise = vow_promise_resolved(VOW_UNDEFINED);

    for (int i = 0; i < count; i++)
        promise = vow_promise_then(promise, trace_text, NULL, (void *)(uintptr_t)names[i]);
    vow_detach(promise);
}

/* ASYNC(f) { ... return value; } and call(f); with an argument: call_with(f, "text"). */
#define ASYNC(body)                                                                           \
    static vow_value body(void *argument);                                                     \
    static const struct vow_async_function body##_fn = VOW_ASYNC_FUNCTION(body, 0, TEST_STACK_BYTES); \
    static vow_value body(void *argument __attribute__((unused)))
#define call(body) vow_call(&body##_fn, NULL, 0)
#define call_with(body, string) vow_call(&body##_fn, &(const char *){ string }, sizeof(const char *))
#define STRING_ARGUMENT (*(const char **)argument)

/* GENERATOR(g) { ... yield(vow_string("a")); ... } and generate(g). */
#define GENERATOR(body)                                                                           \
    static vow_value body(struct vow_generator *self, void *argument);                            \
    static const struct vow_generator_function body##_fn = VOW_GENERATOR_FUNCTION(body, 0, TEST_STACK_BYTES); \
    static vow_value body(struct vow_generator *self __attribute__((unused)), void *argument __attribute__((unused)))
#define generate(body) vow_generate(&body##_fn, NULL, 0)
#define generate_with(body, string) vow_generate(&body##_fn, &(const char *){ string }, sizeof(const char *))
#define yield(string) vow_yield(self, vow_string(string))
#define next(generator) vow_generator_next(generator, VOW_UNDEFINED)

/* Settles a promise that the test goes on holding. */
static inline void resolve(struct vow_promise *promise, const char *value)
{
    vow_promise_resolve(vow_promise_retain(promise), vow_string(value));
}
static inline void reject(struct vow_promise *promise, const char *reason)
{
    vow_promise_reject(vow_promise_retain(promise), vow_string(reason));
}

/* setTimeout that resolves, for one promise a test. */
static inline void resolve_late(void *promise)
{
    TRACE("settle");
    vow_promise_resolve(promise, vow_string("late"));
}

/* sleep(ms).then(() => value) */
static inline vow_value give_text(void *text, vow_value value, enum vow_status status)
{
    (void)value, (void)status;
    return vow_string(text);
}
static inline vow_value throw_text(void *text, vow_value value, enum vow_status status)
{
    (void)value, (void)status;
    vow_throw(vow_string(text));
}
static inline struct vow_promise *delayed(uint32_t ms, const char *value)
{
    return vow_promise_then(vow_delay_ms(ms), give_text, NULL, (void *)(uintptr_t)value);
}
static inline struct vow_promise *delayed_rejection(uint32_t ms, const char *reason)
{
    return vow_promise_then(vow_delay_ms(ms), throw_text, NULL, (void *)(uintptr_t)reason);
}

/* Promise.reject(reason), Promise.resolve(value). */
static inline struct vow_promise *rejected(const char *reason) { return vow_promise_rejected(vow_string(reason)); }
static inline struct vow_promise *resolved(const char *value) { return vow_promise_resolved(vow_string(value)); }

/* A reference that a callback takes over. It is taken back where there was no block for the callback (tests/harness/starve.c). */
static struct vow_promise *lent __attribute__((unused));
static inline void *lend(struct vow_promise *promise) { return lent = promise; }
static inline struct vow_promise *take_lent(void *argument)
{
    lent = NULL;
    return argument;
}
static inline void take_lent_back(void)
{
    if (lent)
        vow_promise_resolve(take_lent(lent), VOW_UNDEFINED);
}

/* Lets everything happen that can happen without time passing. */
static inline void drain(void) { vow_sleep_ms(1); }

/* For locals of callbacks: the pointer that a const-qualified string needs on its way through void *. */
static inline void *text(const char *string) { return (void *)(uintptr_t)string; }

#endif
