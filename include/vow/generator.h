/* SPDX-License-Identifier: MIT */
#ifndef VOW_GENERATOR_H
#define VOW_GENERATOR_H

#include <vow/task.h>
#include <vow/thenable.h>

VOW_BEGIN_DECLARATIONS

/* Rules for async generators
 *  - The body runs on a stack of its own, and only inside next(), throw() or return(): synchronously, up to its next
 *    suspension (6.3). It may await.
 *  - Requests queue. Each is answered once, in order, with a promise that settles as VOW_ITEM or VOW_DONE (6.7).
 *  - Counted references. The methods borrow the generator; a for-await consumes it. Letting go of the last reference
 *    to a generator that stands at a yield runs its return(): its finally and defer blocks run. (JavaScript would
 *    collect it without a word.) */
struct vow_generator_function {
    struct vow_function function;
    vow_value (*entry)(struct vow_generator *self, void *argument);
};

/** static const struct vow_generator_function lines_fn = VOW_GENERATOR_FUNCTION(lines, 1, 512); */
#define VOW_GENERATOR_FUNCTION(entry, length, stack_bytes) \
    { { #entry, length, stack_bytes VOW_FUNCTION_LEVEL_(0) }, entry }

/* 32 bytes on a 32-bit machine, from the record pool. Private. */
struct vow_generator {
    struct vow_node node;       /* flags: the state of 6; references */
    struct vow_node *requests;  /* ring, the last one first */
    union {
        struct vow_task *task;        /* the body, while there is one */
        struct vow_promise *awaiting; /* draining: the operand of a return request (6.12) */
    } at;
    struct vow_promise closing; /* the return request of the last release: it must not need a pool */
};

/** Makes a generator; nothing of its body runs yet (6.1).
 *  @return one reference. Never NULL: when a pool is dry, a generator whose every request is rejected.
 *  @errors vow_error_pool_record, vow_error_pool_stack   @memory the argument is copied   @context task, loop
 *  @suspends no   @cancel - */
struct vow_generator *vow_generate(const struct vow_generator_function *function, const void *argument, size_t bytes);

/** @memory borrows generator   @context task, loop   @suspends no   @cancel - */
struct vow_generator *vow_generator_retain(struct vow_generator *generator);

/** @memory consumes generator   @context task, loop   @suspends no: a body that must be closed is resumed, and goes on
 *  by itself if it awaits   @cancel - */
void vow_generator_release(struct vow_generator *generator);

/** next(value), throw(reason), return(value), return(promise): a promise of VOW_ITEM or VOW_DONE, one reference.
 *  The value of return(promise) is awaited at the yield; if it is rejected that is a throw there (7.4).
 *  @errors vow_error_pool_promise   @memory borrows generator, consumes promise   @context task, loop
 *  @suspends no (the caller goes on when the body suspends, yields or ends)
 *  @cancel stops the body, at the await where it stands, if the request is in service; one that waits behind it is taken
 *  out of the queue, VOW_CANCEL_NOT_STARTED, and changes nothing */
struct vow_promise *vow_generator_next(struct vow_generator *generator, vow_value value);
struct vow_promise *vow_generator_throw(struct vow_generator *generator, vow_value reason);
struct vow_promise *vow_generator_return(struct vow_generator *generator, vow_value value);
struct vow_promise *vow_generator_return_promise(struct vow_generator *generator, struct vow_promise *promise);

/** return(thenable): its `then` is called when the request is in service (6.6).
 *  @errors vow_error_pool_promise   @memory borrows generator; the thenable must live until the answer
 *  @context task, loop   @suspends no   @cancel as vow_generator_next */
struct vow_promise *vow_generator_return_thenable(struct vow_generator *generator, struct vow_thenable *thenable);

/** yield value, yield promise: awaits the operand (one turn, 7.1), answers the request in service and suspends until
 *  the next one. Only from the body, at any call depth.
 *  @return what the next next() was given; throw() throws here; return() leaves the body as vow_return does
 *  @memory borrows self, consumes promise   @context task (the generator's own)   @suspends yes
 *  @cancel as vow_await, for the operand; where the item is given all the same, the cancel is over. One of a body that stands at
 *  the yield comes at its next await */
vow_value vow_yield(struct vow_generator *self, vow_value value);
vow_value vow_yield_promise(struct vow_generator *self, struct vow_promise *promise);

/* A body ends by falling off its end or by `return value`, which in C does not await: JavaScript's `return value`
 * there is `return vow_await_value(value)` (7.3). */

VOW_END_DECLARATIONS

#endif
