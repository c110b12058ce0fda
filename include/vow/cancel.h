/* SPDX-License-Identifier: MIT */
/* Cancellation, deadlines and shields.
 *
 * A cancel is an error, vow_error_cancelled, at the await at which the task stands. It is thrown (or handed back by
 * vow_await_result) like any rejection, so finally, defer and the closing of iterators run. Rules:
 *  - What a task waits for is cancelled first, and the answer comes back through it: a cancel of a task that awaits
 *    another async function, then(), a combinator or the next item of a generator goes down to whoever waits for
 *    something outside, and every cleanup on the way runs, innermost first. A promise that others hold too is left alone:
 *    only the wait for it ends.
 *  - Nothing that has arrived is lost. If the value is there already, the await returns it, and the cancel stays: the next
 *    await that has to wait is cut short. So is what a function or callback adopts instead of waiting for it (vow_adopt). An
 *    operation that can be taken back is (struct vow_source).
 *  - A cancel is delivered once: a task that catches vow_error_cancelled and goes on is a living task. A deadline, a signal, a
 *    group that is left and a select insist: nothing in their block waits any more, nor in what is awaited there. A function that
 *    catches the error and goes on is cut short at its next await, until it ends; a generator, until it has answered. So a
 *    loop that tries again whatever happens must let vow_error_cancelled out: it would go round without a pause.
 *  - Cleanup is shielded: while a finally block, a deferred function or the closing of an iterator runs, and in
 *    VOW_SHIELD, cancels and deadlines from outside wait until it is over. A deadline or group that begins in there counts.
 *  - Where nothing is cancelled the order of everything is ECMAScript's.
 *
 * The tag @cancel of a function begins with its grade, one of these; docs/CANCELLATION.md lists them all:
 *  strict       to cancel it and to call it again, for the rest of the time if it was given one, is the same as not to have
 *               cancelled it: what had arrived is returned or is there for the next call, and nothing stays held
 *  keeps WHAT   what it had done is done, and it tells how much: to call it again for the rest is the same as not to have
 *               cancelled it
 *  stops WHAT   that is cancelled, too. What it had done is done and is not told: it is begun anew, not gone on with
 *  none: WHY    nothing is cut short; the cancel comes at the next await
 *  as NAME      as that function
 *  -            it does not wait, and what it gives does not */
#ifndef VOW_CANCEL_H
#define VOW_CANCEL_H

#include <vow/abort.h>
#include <vow/task.h>
#include <vow/timer.h>
#include <vow/try.h>

VOW_BEGIN_DECLARATIONS

extern const struct vow_error vow_error_cancelled; /* CancelError */

/* What became of a cancel; of a function: of the operation at which it stands. */
enum vow_cancel_outcome {
    VOW_CANCEL_NOT_STARTED, /* that had not begun, and never will: a write of which no byte was sent, a request behind others, a
                             * thenable whose then was not called. What a function did before is done, and its cleanup runs */
    VOW_CANCELLED,          /* it is told: the rejection arrives when its cleanup is over */
    VOW_CANCEL_TOO_LATE     /* it is over: the promise is settled, or is just about to be */
};

/** Cancels what will settle the promise, whoever else waits for it: the async function, the operation of a driver, the
 *  request of a generator, what a derived or combined promise waits for. One that only the program itself would
 *  resolve is rejected; resolving it later does nothing. Where a handler would have done that, its call does nothing either, and its
 *  reference stays: release it.
 *  @memory borrows promise   @context task, loop   @suspends no   @cancel - */
enum vow_cancel_outcome vow_promise_cancel(struct vow_promise *promise);

/** Cancels a live task, the running one too: that one at its next await. For the body of a generator it is over when that has
 *  answered the request in service.   @context task, loop   @suspends no   @cancel - */
enum vow_cancel_outcome vow_task_cancel(struct vow_task *task);

/** Throws vow_error_cancelled if a cancel waits for the running task: for long stretches without an await that has to
 *  wait.   @context task   @suspends no   @cancel - */
void vow_cancel_check(void);

/* ---- sources: operations that can be taken back ---- */

struct vow_source;

/* How the promises of a source are cancelled.
 * cancel: takes the operation back and rejects the promise with vow_error_cancelled, before it returns (the source's
 * reference is consumed with it), or says VOW_CANCEL_TOO_LATE and does nothing. Context: task, loop; does not suspend. */
struct vow_source_methods {
    const char *label; /* what waits here, for listings */
    enum vow_cancel_outcome (*cancel)(struct vow_source *source, struct vow_promise *promise);
};

/* Rules for sources: the first member of whatever an operation keeps; it lives until its promise settles. */
struct vow_source {
    const struct vow_source_methods *methods;
};

/** Makes `source` answer for a pending promise: a new one, or the slot of an iterator's next().
 *  @memory borrows source until the promise settles   @context task, loop   @suspends no   @cancel - */
void vow_promise_set_source(struct vow_promise *promise, struct vow_source *source);

/* ---- a stretch of code that can be cancelled by itself ---- */

/* Rules for cancel scopes: a local of the task's, entered and left in the order of blocks. Once it has fired no await within
 * it waits any more, but in cleanup and shields that began later; where vow_error_cancelled leaves the scope, the scope's own
 * reason is thrown instead. If its block ends in the normal way after all, what was done is done. Private. */
struct vow_cancel_scope {
    struct vow_scope scope;
    struct vow_task *task;
    vow_value reason;
    bool fired;
    bool insists; /* the reason is thrown where the block ends without another one: of groups */
    uint8_t shields; /* around it */
    void (*leave)(struct vow_cancel_scope *scope);
};

/** Opens a scope for the running task. `leave`, if not NULL, is called when it is left, by any way.
 *  @context task   @suspends no   @cancel - */
void vow_cancel_scope_enter(struct vow_cancel_scope *scope, void (*leave)(struct vow_cancel_scope *scope));

/** Leaves it in the normal way.   @context task   @suspends as `leave` does   @cancel none: it is shielded */
void vow_cancel_scope_leave(struct vow_cancel_scope *scope);

/** Cancels the task within the scope; the first time only.   @context task, loop   @suspends no   @cancel - */
void vow_cancel_scope_fire(struct vow_cancel_scope *scope, vow_value reason);

/* A deadline. Private. */
struct vow_timeout {
    struct vow_cancel_scope scope;
    struct vow_timer timer;
};

/** From here to the end of the enclosing block: awaits are cut short when the time is over, and vow_error_timeout is thrown
 *  out of the block. Deadlines nest; the nearest wins. What has been completed when the time is over is kept.
 *      {
 *          VOW_TIMEOUT_MS(100);
 *          length = vow_await(vow_uart_read_line(&uart, line, sizeof line)).u;
 *      }
 *  @context task   @suspends no   @cancel stops what the block awaits when the time is over */
#define VOW_TIMEOUT_MS(ms)                                                                                       \
    struct vow_timeout VOW_JOIN_(vow_timeout_, __LINE__) __attribute__((cleanup(vow_timeout_leave_)));            \
    vow_timeout_enter_(&VOW_JOIN_(vow_timeout_, __LINE__), vow_clock_now() + vow_ticks_from_ms(ms))

/** The same with an absolute time.   @context task   @suspends no   @cancel as VOW_TIMEOUT_MS */
#define VOW_DEADLINE(time)                                                                                       \
    struct vow_timeout VOW_JOIN_(vow_timeout_, __LINE__) __attribute__((cleanup(vow_timeout_leave_)));            \
    vow_timeout_enter_(&VOW_JOIN_(vow_timeout_, __LINE__), time)

void vow_timeout_enter_(struct vow_timeout *timeout, vow_time deadline);
void vow_timeout_leave_(struct vow_timeout *timeout);

/** await with a deadline of its own: what is awaited is cancelled when the time is over, as in VOW_TIMEOUT_MS, and nothing is
 *  thrown. An outer deadline that is nearer cancels it, too: then the reason is vow_error_cancelled.
 *  @param value  receives the value or the reason, vow_error_timeout for one; may be NULL
 *  @return as vow_await_result. A value that has come by then is returned, also at the same tick
 *  @memory consumes promise   @context task   @suspends yes   @cancel as vow_await */
enum vow_status vow_await_until(struct vow_promise *promise, vow_time deadline, vow_value *value);
enum vow_status vow_await_timeout_ms(struct vow_promise *promise, uint32_t timeout_ms, vow_value *value);

/* A signal that a block obeys. Private. */
struct vow_abortable {
    struct vow_cancel_scope scope;
    struct vow_abort_listener listener;
    struct vow_abort_signal *signal;
};

/** From here to the end of the enclosing block: when the signal aborts, awaits are cut short and its reason is thrown out of
 *  the block; at once if it has aborted already.   @memory borrows signal until then   @context task   @suspends no
 *  @cancel stops what the block awaits when the signal aborts */
#define VOW_ABORTABLE(signal)                                                                                    \
    struct vow_abortable VOW_JOIN_(vow_abortable_, __LINE__) __attribute__((cleanup(vow_abortable_leave_)));      \
    vow_abortable_enter_(&VOW_JOIN_(vow_abortable_, __LINE__), signal)

void vow_abortable_enter_(struct vow_abortable *abortable, struct vow_abort_signal *signal);
void vow_abortable_leave_(struct vow_abortable *abortable);

/* ---- shields ---- */

/* Private. */
struct vow_shield {
    uint8_t shields; /* around it */
};

/** From here to the end of the enclosing block no await is cut short by what is open around it: cancels, and deadlines and groups
 *  that began before, wait until then. Deadlines and groups within the block are obeyed.
 *  @context task   @suspends no   @cancel none: cancels wait for its end */
#define VOW_SHIELD()                                                                                             \
    struct vow_shield VOW_JOIN_(vow_shield_at_, __LINE__) __attribute__((cleanup(vow_shield_leave_)));            \
    vow_shield_enter_(&VOW_JOIN_(vow_shield_at_, __LINE__))

void vow_shield_enter_(struct vow_shield *shield);
void vow_shield_leave_(struct vow_shield *shield);

VOW_END_DECLARATIONS

#endif
