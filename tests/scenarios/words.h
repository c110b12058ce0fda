/* SPDX-License-Identifier: MIT */
/* The words that the err, timer and seed scenarios share. */
#ifndef VOW_SCENARIOS_WORDS_H
#define VOW_SCENARIOS_WORDS_H

#include <string.h>

#include "iteration.h"

/* f(value) with an argument of any type: a copy of it is what the body's `argument` points to. */
#define call_with(f, value) vow_call(&f##_fn, &(value), sizeof(value))

/* () => log(words) for timers and microtasks. */
static inline void log_words(void *words) { LOG("%s", (const char *)words); }

/* process.on('unhandledRejection', e => log('unhandled ' + e)),
 * process.on('rejectionHandled', () => log('handled late')) */
static inline void log_unhandled(struct vow_promise *promise)
{
    LOG("unhandled %s", string_of(vow_promise_value(promise)));
}
static inline void log_handled_late(struct vow_promise *promise)
{
    (void)promise;
    LOG("handled late");
}

/* new Promise((_, reject) => setTimeout(() => reject(reason), ms)); a file runs one at a time. */
struct rejection {
    struct vow_timer timer;
    struct vow_promise *promise;
    vow_value reason;
};
static inline void reject_now(void *argument)
{
    struct rejection *rejection = argument;

    vow_promise_reject(rejection->promise, rejection->reason);
}
static inline struct vow_promise *reject_after_ms(uint32_t ms, vow_value reason)
{
    static struct rejection rejection;

    rejection.promise = vow_promise_new("rejection");
    rejection.reason = reason;
    vow_timer_start_ms(&rejection.timer, ms, reject_now, &rejection);
    return vow_promise_retain(rejection.promise);
}

#endif
