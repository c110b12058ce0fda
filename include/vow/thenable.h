/* SPDX-License-Identifier: MIT */
#ifndef VOW_THENABLE_H
#define VOW_THENABLE_H

#include <stdbool.h>

#include <vow/promise.h>

VOW_BEGIN_DECLARATIONS

/* The two functions that a thenable is given (2.5). Of all calls with one resolver the first counts; later ones do
 * nothing, also while the promise waits for another promise or thenable. Copy it freely; a copy may be kept as long as
 * the loop lives. Fields are private. */
struct vow_resolver {
    struct vow_promise *promise;
    uintptr_t id;
};

/* Rules for thenables: any object that can be awaited without being a promise, such as a driver's own request. Embed
 * this structure and give it a `then`: it is called once for each await or adoption, from a microtask, on the loop's
 * stack, and settles through the resolver now or later. A throw of `then` rejects, unless the resolver was used before.
 * The memory belongs to its owner and must live until `then` was called. */
struct vow_thenable {
    void (*then)(struct vow_thenable *self, struct vow_resolver resolver);
};

/** new Promise(executor): calls the executor at once, with a resolver that it may use now or keep for later (2.1). A
 *  throw of the executor rejects, unless the resolver was used before (2.3). A promise whose resolver is never used stays
 *  until its loop ends.
 *  @errors vow_error_pool_promise: the executor was not called   @memory one reference   @context task, loop
 *  @suspends no   @cancel stops the promise alone, and its resolver does nothing from then on; or what the resolver has adopted */
struct vow_promise *vow_promise_create(void (*executor)(struct vow_resolver resolver, void *argument), void *argument);

/** Promise.withResolvers(): a pending promise, one reference, and its resolver (2.11).
 *  @errors vow_error_pool_promise: the resolver does nothing   @context task, loop   @suspends no   @cancel as vow_promise_create */
struct vow_promise *vow_promise_with_resolver(struct vow_resolver *resolver);

/** Promise.try(function, argument): calls it at once; what it returns resolves the promise (with `return vow_adopt(...)`
 *  it is followed), a throw rejects it; nothing is thrown here (2.12).
 *  @errors vow_error_pool_promise: the function was not called   @memory one reference   @context task, loop
 *  @suspends as the function does   @cancel stops what the function awaits, or has adopted */
struct vow_promise *vow_promise_try(vow_value (*function)(void *argument), void *argument);

/** Promise.resolve(thenable): a promise that follows it, one reference; then vow_await, vow_promise_then and everything
 *  else work as with any promise.
 *  @errors vow_error_pool_promise   @memory borrows thenable until its `then` was called   @context task, loop
 *  @suspends no   @cancel as vow_promise_create */
struct vow_promise *vow_promise_from_thenable(struct vow_thenable *thenable);

/** resolve(thenable).   @memory consumes promise; thenable as above   @context task, loop   @suspends no   @cancel - */
void vow_promise_adopt_thenable(struct vow_promise *promise, struct vow_thenable *thenable);

/** `return vow_adopt_thenable(thenable)` from an async function or a callback (5.6, 3.3).
 *  @context task, loop   @suspends no   @cancel - */
vow_value vow_adopt_thenable(struct vow_thenable *thenable);

/** resolve(value), resolve(promise), resolve(thenable) and reject(reason) of a resolver.
 *  @memory vow_resolver_adopt consumes promise   @context task, loop   @suspends no   @cancel - */
void vow_resolver_resolve(struct vow_resolver resolver, vow_value value);
void vow_resolver_adopt(struct vow_resolver resolver, struct vow_promise *promise);
void vow_resolver_adopt_thenable(struct vow_resolver resolver, struct vow_thenable *thenable);
void vow_resolver_reject(struct vow_resolver resolver, vow_value reason);

VOW_END_DECLARATIONS

#endif
