/* SPDX-License-Identifier: MIT */
#ifndef VOW_PROMISE_H
#define VOW_PROMISE_H

#include <stddef.h>

#include <vow/error.h>
#include <vow/irq.h>

VOW_BEGIN_DECLARATIONS

/* The head of everything that can be linked into a queue of Vow's. Private. */
struct vow_node {
    struct vow_node *next;
    uint8_t state;  /* kind of node while pending or queued; enum vow_status once settled */
    uint8_t flags;
    uint16_t references;
};

/* Rules for promises
 *  - Settled once, for ever. Nothing that was attached runs inside the call that settles: reactions run from the
 *    microtask queue, in the order in which they were attached (1.2 and 1.4; docs/ECMASCRIPT.md says what such numbers are).
 *  - Counted references. A function that is handed a promise consumes that reference, unless it says "borrows".
 *    Keep one with vow_promise_retain(). So `vow_await(vow_delay_ms(10))` leaks nothing and has no ceremony.
 *  - The one who settles needs a reference of his own, and settling consumes it: a new promise that is both returned
 *    and settled later is retained once.
 *  - When a pool is dry, functions that make promises return one that is rejected already with a vow_error_pool_...;
 *    it is used like any other, and everything that was accepted before goes on.
 *  - All of this is for tasks and callbacks of one loop. Of these functions an interrupt handler may call the two that end in
 *    _from_isr.
 *  - 16 bytes on a 32-bit machine. The fields are private. */
struct vow_promise {
    struct vow_node node;
    vow_value value;            /* settled: value or reason; pending: what this kind of promise waits with */
    struct vow_node *reactions; /* ring, the last one first; on a rejected promise: who rejected it */
};

/* A callback of then, catch or finally. `argument` is the one given with it. What it returns fulfils the derived promise;
 * `return vow_adopt(promise)` makes it follow a promise; a throw rejects it. It runs on the loop's stack: it may call everything
 * but what suspends. With status VOW_LIST or VOW_REJECTED_LIST value.p is the promise that holds the entries, for
 * vow_promise_at(), borrowed for the call.   @context loop */
typedef vow_value (*vow_callback)(void *argument, vow_value value, enum vow_status status);

/** A new pending promise with one reference.
 *  @param label  what waits here, for `ps`-like listings: a static string such as "uart rx", or NULL
 *  @errors  vow_error_pool_promise: the promise returned is rejected with it
 *  @context task, loop   @suspends no
 *  @cancel stops the promise alone: it is rejected, and to settle it later does nothing; with vow_promise_adopt what it follows */
struct vow_promise *vow_promise_new(const char *label);

/** Promise.resolve(value) and Promise.reject(reason): settled from the start, one reference.
 *  @errors vow_error_pool_promise   @context task, loop   @suspends no   @cancel none: it is settled */
struct vow_promise *vow_promise_resolved(vow_value value);
struct vow_promise *vow_promise_rejected(vow_value reason);

/** One more reference; returns `promise`. As long as others hold one, a cancel of a task that waits for it ends that wait only.
 *  @memory borrows promise   @context task, loop   @suspends no   @cancel none: it is the same promise */
struct vow_promise *vow_promise_retain(struct vow_promise *promise);

/** One reference less. The last one gives the promise back to its pool.
 *  @memory consumes promise   @context task, loop   @suspends no   @cancel - */
void vow_promise_release(struct vow_promise *promise);

/** Lets the work behind a promise go on by itself: vow_promise_release under the name that says why. A rejection that
 *  comes later is reported as unhandled.   @memory consumes promise   @context task, loop   @suspends no   @cancel - */
static inline void vow_detach(struct vow_promise *promise)
{
    VOW_NOT_IN_HANDLER_NOR_CALLEE_();
    vow_promise_release(promise);
}

/** Settle, if nobody has resolved the promise before; otherwise only the reference is given up (2.2).
 *  @memory consumes promise   @context task, loop   @suspends no   @cancel - */
void vow_promise_resolve(struct vow_promise *promise, vow_value value);
void vow_promise_reject(struct vow_promise *promise, vow_value reason);

/** resolve(followed) where the value is a promise: `promise` will settle as `followed` does, two turns later than it
 *  (2.4 to 2.7). With itself: rejected with vow_error_self_resolution.
 *  @memory consumes both   @context task, loop   @suspends no   @cancel - */
void vow_promise_adopt(struct vow_promise *promise, struct vow_promise *followed);

/** `return vow_adopt(promise)` from an async function or a callback: its own promise follows this one (5.6, 3.3).
 *  @memory consumes promise   @context task, loop   @suspends no   @cancel - */
vow_value vow_adopt(struct vow_promise *promise);

/** then(on_fulfilled, on_rejected), catch(on_rejected), finally(callback): the derived promise, one reference. A
 *  callback that is NULL passes value and status through. What finally's callback returns is ignored, but a promise
 *  that it adopts is waited for, and a throw or rejection wins (3.6).
 *  @param argument  handed to the callbacks; must live until one of them has run
 *  @errors vow_error_pool_record   @memory consumes promise   @context task, loop   @suspends no
 *  @cancel stops the promise that it was derived from, if nobody else holds that, or what a callback has adopted. The callbacks
 *  get the rejection like any other */
struct vow_promise *vow_promise_then(struct vow_promise *promise, vow_callback on_fulfilled, vow_callback on_rejected,
                                     void *argument);
struct vow_promise *vow_promise_catch(struct vow_promise *promise, vow_callback on_rejected, void *argument);
struct vow_promise *vow_promise_finally(struct vow_promise *promise, vow_callback callback, void *argument);

/** How the promise stands, and its value or reason (undefined while it is pending).
 *  @memory borrows promise; a pointer in the value is good as long as its own maker says   @context task, loop
 *  @suspends no   @cancel - */
enum vow_status vow_promise_status(const struct vow_promise *promise);
vow_value vow_promise_value(const struct vow_promise *promise);

/** all, allSettled, any, race over promises[0..count). They read the array and return; losers are not cancelled, and
 *  their rejections count as handled. A loser that is never settled keeps the combinator's records: a timeout that is
 *  not needed any more is settled after its timer was stopped.
 *  @param count  at most 255
 *  @return all, allSettled: fulfilled as VOW_LIST; any: rejected as VOW_REJECTED_LIST when all are rejected. Entries are
 *          read with vow_promise_at() as long as a reference to the returned promise is held.
 *  @errors vow_error_pool_record   @memory consumes each promise; the array is yours again on return
 *  @context task, loop   @suspends no   @cancel stops every promise of the array that nobody else holds */
struct vow_promise *vow_promise_all(struct vow_promise *const *promises, size_t count);
struct vow_promise *vow_promise_all_settled(struct vow_promise *const *promises, size_t count);
struct vow_promise *vow_promise_any(struct vow_promise *const *promises, size_t count);
struct vow_promise *vow_promise_race(struct vow_promise *const *promises, size_t count);

/** Entry `index` of a promise that is settled as VOW_LIST or VOW_REJECTED_LIST.
 *  @param value  receives the entry's value or reason; may be NULL
 *  @return the entry's own status
 *  @memory borrows promise   @context task, loop   @suspends no   @cancel - */
enum vow_status vow_promise_at(const struct vow_promise *promise, size_t index, vow_value *value);
size_t vow_promise_count(const struct vow_promise *promise);

struct vow_loop;

/** Settle from an interrupt handler of any priority, also above VOW_CONFIG_MASK_PRIORITY: the promise goes through the loop's
 *  hand-over and settles as a macrotask of its own, in the order of these calls. Cannot fail and cannot overflow: the promise is
 *  its own place in the queue.
 *   - A second call for the same promise, also from another handler that interrupts the first, does nothing as long as somebody
 *     holds a reference.
 *   - Between making the promise and this call only handlers may settle it; a driver that takes it back does so with its
 *     interrupt masked, or disabled if its handler is above the mask.
 *   - A task of another loop that calls it for a promise must be the only one who does.
 *  @param loop  the loop that the promise belongs to
 *  @memory consumes the settling reference   @context isr; task and loop too   @suspends no   @cancel - */
void vow_promise_resolve_from_isr(struct vow_loop *loop, struct vow_promise *promise, vow_value value);
void vow_promise_reject_from_isr(struct vow_loop *loop, struct vow_promise *promise, vow_value reason);

VOW_END_DECLARATIONS

#endif
