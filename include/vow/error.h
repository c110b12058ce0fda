/* SPDX-License-Identifier: MIT */
#ifndef VOW_ERROR_H
#define VOW_ERROR_H

#include <vow/value.h>

VOW_BEGIN_DECLARATIONS

/* Rules for errors: define them static and const, one object a kind of failure, and compare by address:
 * `if (e.e == &vow_error_pool_stack)`. They live for ever, so that a reason may travel anywhere. */
struct vow_error {
    const char *name;    /* JavaScript's error class: "TypeError", "TimeoutError" */
    const char *message; /* one sentence for a person */
    int code;            /* for programs that want a number; Vow's own are negative */
};

extern const struct vow_error vow_error_self_resolution; /* TypeError: a promise was resolved with itself */
extern const struct vow_error vow_error_not_iterator_result; /* TypeError: next() or return() gave no iterator result */
extern const struct vow_error vow_error_no_throw_method; /* TypeError: throw() of a yield* whose iterator has none */
extern const struct vow_error vow_error_aggregate;    /* AggregateError: await of any(): every promise was rejected */
extern const struct vow_error vow_error_pool_promise; /* PoolError: the promise pool is dry */
extern const struct vow_error vow_error_pool_record;  /* PoolError: the record pool is dry */
extern const struct vow_error vow_error_pool_stack;   /* PoolError: no free stack is large enough */

/* What runs when Vow cannot go on or has something to tell. The board supplies defaults that print to the console; an
 * application defines a function of the same name to replace one. */

/* A programmer's error or a broken invariant. `what` names the call and the fault, `who` the task or callback it
 * happened in (never NULL), `place` the address behind the call, for addr2line: of the caller's caller where the
 * compiler has made the call a jump, NULL where the machine cannot tell. Must not return: print, then reset or halt.
 * @context any, also handlers */
VOW_NORETURN void vow_hook_panic(const char *what, const char *who, const void *place);

struct vow_promise;

/* A promise was rejected and nobody handled it before the macrotask ended; `task` names who rejected it ("the loop"
 * for a callback). Called once a promise. The promise is borrowed; vow_promise_value() of it is the reason. May call
 * anything that a callback may.   @context loop   @suspends no */
void vow_hook_unhandled_rejection(struct vow_promise *promise, const char *task);

/* A promise that was reported so has got a handler since.   @context loop   @suspends no */
void vow_hook_rejection_handled(struct vow_promise *promise);

/* An error that nobody can catch: a timer, microtask or listener's callback threw, or a group was left with more errors than one
 * (<vow/group.h>). The loop goes on.   @context task, loop   @suspends no */
void vow_hook_uncaught_error(vow_value reason);

/* VOW_CONFIG_MICROTASK_LIMIT microtasks have run since the last macrotask began; `who` names the task that runs or waits, or the
 * loop. If it returns, they go on, and it is called again after as many. The board's panics.
 * @context task, loop; may call what a callback may   @suspends no */
void vow_hook_microtasks(const char *who);

/* Ends in vow_hook_panic with the name of the running task and the place of this call.   @context any */
VOW_NORETURN void vow_panic(const char *what);

VOW_END_DECLARATIONS

#endif
