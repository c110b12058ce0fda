/* SPDX-License-Identifier: MIT */
#ifndef VOW_ABORT_H
#define VOW_ABORT_H

#include <stdbool.h>

#include <vow/timer.h>

VOW_BEGIN_DECLARATIONS

extern const struct vow_error vow_error_abort;   /* AbortError: the default reason */
extern const struct vow_error vow_error_timeout; /* TimeoutError: the reason of vow_abort_signal_timeout_ms */

/* A function that is called when a signal aborts. The memory is the caller's, from adding until it was called or
 * removed. Private but for what vow_abort_listener_add sets. */
struct vow_abort_listener {
    struct vow_abort_listener *next;
    void (*callback)(void *argument);
    void *argument;
    bool added;
};

/* A source of a signal made with vow_abort_signal_any: one for each, memory of the caller's. Private. */
struct vow_abort_source {
    struct vow_abort_source *next;
    struct vow_abort_signal *dependent, *source;
};

/* Rules for abort signals (section 11 of the rules): controller and signal are one object, of the caller's memory. It
 * aborts once; code must look at vow_abort_signal_aborted() first, because a listener added later is never called.
 * Aborting settles no promise by itself. Private. */
struct vow_abort_signal {
    bool aborted;
    vow_value reason;
    struct vow_abort_listener *listeners, **listeners_tail;
    struct vow_abort_source *dependents, **dependents_tail;
};

/** new AbortController().   @memory borrows signal as long as it is used   @context task, loop   @suspends no */
void vow_abort_signal_init(struct vow_abort_signal *signal);

/** controller.abort(reason): marks the signal, and those that depend on it, and then calls the listeners, its own first,
 *  in the order in which they were added. A second abort does nothing. A listener that throws is reported with
 *  vow_hook_uncaught_error and does not stop the others. vow_abort gives vow_error_abort as the reason.
 *  @context task, loop   @suspends no   @cancel - */
void vow_abort(struct vow_abort_signal *signal);
void vow_abort_with(struct vow_abort_signal *signal, vow_value reason);

/** signal.aborted, signal.reason (undefined before), signal.throwIfAborted().   @context task, loop   @suspends no */
bool vow_abort_signal_aborted(const struct vow_abort_signal *signal);
vow_value vow_abort_signal_reason(const struct vow_abort_signal *signal);
void vow_abort_signal_throw_if_aborted(const struct vow_abort_signal *signal);

/** addEventListener("abort", callback) and removeEventListener. Adding to an aborted signal does nothing; removing one
 *  that was called, or never added, is harmless.
 *  @memory borrows listener and argument until called or removed   @context task, loop   @suspends no */
void vow_abort_listener_add(struct vow_abort_signal *signal, struct vow_abort_listener *listener,
                            void (*callback)(void *argument), void *argument);
void vow_abort_listener_remove(struct vow_abort_signal *signal, struct vow_abort_listener *listener);

/** AbortSignal.timeout(ms): `timer` aborts the signal with vow_error_timeout.
 *  @memory borrows signal and timer until the timer has fired or was stopped   @context task, loop   @suspends no */
void vow_abort_signal_timeout_ms(struct vow_abort_signal *signal, struct vow_timer *timer, uint32_t ms);

/** AbortSignal.any(sources): follows the first of `sources` to abort; one that is aborted already counts at once, without
 *  an event.
 *  @param links  storage for `count` links
 *  @memory borrows all until vow_abort_signal_unlink or the last source's end   @context task, loop   @suspends no */
void vow_abort_signal_any(struct vow_abort_signal *signal, struct vow_abort_signal *const *sources,
                          struct vow_abort_source *links, size_t count);

/** Takes the links of a signal made with vow_abort_signal_any back: it follows nothing any more.
 *  @context task, loop   @suspends no */
void vow_abort_signal_unlink(struct vow_abort_source *links, size_t count);

VOW_END_DECLARATIONS

#endif
