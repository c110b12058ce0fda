/* SPDX-License-Identifier: MIT */
/* for await.
 *
 *     VOW_FOR_AWAIT(line, vow_uart_lines(...)) {
 *         use(line.value.s);
 *     }
 *
 * Leaving the loop by break, return, goto or a throw calls the iterator's return() and awaits it (8.4, 8.5); running
 * to its end does not. The value is good until the next round, unless the iterator says otherwise. */
#ifndef VOW_ITERATE_H
#define VOW_ITERATE_H

#include <vow/generator.h>
#include <vow/try.h>

VOW_BEGIN_DECLARATIONS

/* Rules for async iterators: each method settles `slot`, now or later, as VOW_ITEM or VOW_DONE with
 * vow_iterator_answer() and returns it, or returns a promise of its own making that settles as one of these (of a
 * generator's next(), say; what then() makes is fulfilled as VOW_FULFILLED, which is a TypeError here). It may throw.
 * `slot` belongs to the consumer and lives until it is settled. There is one request at a time. */
struct vow_iterator_methods {
    struct vow_promise *(*next)(void *self, vow_value value, struct vow_promise *slot);
    struct vow_promise *(*return_)(void *self, vow_value value, struct vow_promise *slot);  /* NULL: no such method */
    struct vow_promise *(*throw_)(void *self, vow_value reason, struct vow_promise *slot);  /* NULL: no such method */
    void (*release)(void *self);  /* the consumer lets go of the iterator; NULL: nothing to do */
};

struct vow_iterator {
    const struct vow_iterator_methods *methods;
    void *self;
};

/** An async iterator of these methods.   @context any   @suspends no
 *  @cancel none: next() has to say how, with a source on the slot that it answers later (vow_promise_set_source). A promise of its
 *  own that it returns is cancelled like any other */
static inline struct vow_iterator vow_iterator_make(const struct vow_iterator_methods *methods, void *self)
{
    struct vow_iterator iterator;

    iterator.methods = methods;
    iterator.self = self;
    return iterator;
}

/** The async iterator of a generator.   @memory consumes generator   @context task, loop   @suspends no
 *  @cancel as vow_generator_next, for the next item */
struct vow_iterator vow_iterate(struct vow_generator *generator);

/* ---- synchronous iterators, through the sync-to-async wrapper (8.10, 8.11) ---- */

/* What a synchronous iterator's method answers: VOW_ITEM, VOW_DONE, or anything else for "not an iterator result", which
 * is a TypeError. The value is plain, or, if `promise` is not NULL, what that promise (consumed) will be fulfilled
 * with: the wrapper waits for it. */
struct vow_sync_result {
    vow_value value;
    struct vow_promise *promise;
};

/* Rules for synchronous iterators: plain functions that may throw and do not suspend. `return_` is called with NULL
 * where JavaScript calls return() without an argument. */
struct vow_sync_iterator_methods {
    enum vow_status (*next)(void *self, vow_value value, struct vow_sync_result *result);
    enum vow_status (*return_)(void *self, const vow_value *value, struct vow_sync_result *result);  /* or NULL */
    enum vow_status (*throw_)(void *self, vow_value reason, struct vow_sync_result *result);         /* or NULL */
};

/* The wrapper: storage of the caller's, as a rule a local beside the loop. Private. */
struct vow_sync_wrapper {
    struct vow_promise slot;
    const struct vow_sync_iterator_methods *methods;
    void *self;
    bool done, closes, waits;
};

/** An async iterator over a synchronous one.
 *  @memory borrows all until the loop or yield* is over   @context task, loop   @suspends no
 *  @cancel stops the promise that the next item waits for */
struct vow_iterator vow_iterate_sync(struct vow_sync_wrapper *wrapper, const struct vow_sync_iterator_methods *methods,
                                     void *self);

/* An array as a synchronous iterable. Private. */
struct vow_array_iterator {
    struct vow_sync_wrapper wrapper;
    const vow_value *values;
    struct vow_promise *const *promises;
    size_t count, index;
};

/** An async iterator over an array of values, or of promises, taken in order (8.7, 8.8).
 *  @memory borrows the array, consumes each promise: when its turn comes, or when the loop is left before
 *  @context task, loop   @suspends no   @cancel as vow_iterate_sync */
struct vow_iterator vow_iterate_values(struct vow_array_iterator *iterator, const vow_value *values, size_t count);
struct vow_iterator vow_iterate_promises(struct vow_array_iterator *iterator, struct vow_promise *const *promises,
                                         size_t count);

/** yield* iterator: every request goes to the iterator and every answer comes from it, until it is done (8.12, 8.13).
 *  @return the value it is done with
 *  @errors an iterator without throw_ is closed, and vow_error_no_throw_method is thrown
 *  @memory borrows self, consumes the iterator   @context task (the generator's own)   @suspends yes
 *  @cancel stops the iterator's request in service. At a yield as vow_yield */
vow_value vow_yield_star(struct vow_generator *self, struct vow_iterator iterator);

/** An application may define this to keep what a word cannot say: it is called where the runtime itself awaits a promise
 *  that settled as an iterator result or a list, and the value that goes on has no status beside it (return(promise),
 *  a wrapped value). Without it the word goes on as it is.   @context task, loop   @suspends no */
vow_value vow_hook_nested_value(enum vow_status status, vow_value value);

/** Settles a consumer's slot: VOW_ITEM, VOW_DONE or VOW_REJECTED.
 *  @return slot   @context task, loop   @suspends no   @cancel none: it is settled */
struct vow_promise *vow_iterator_answer(struct vow_promise *slot, enum vow_status status, vow_value value);

/* ---- what the macro is made of: private from here on, but for `value` ---- */

struct vow_for_await {
    struct vow_scope scope;
    struct vow_iterator iterator;
    struct vow_promise slot;
    vow_value value; /* of this round */
    uint8_t phase;
};

struct vow_for_await vow_for_await_begin_(struct vow_iterator iterator);
bool vow_for_await_next_(struct vow_for_await *loop);
void vow_for_await_leave_(struct vow_for_await *loop);

/** for await: the block runs once for each item, `item.value`.
 *  @errors what next() is rejected with; vow_error_not_iterator_result
 *  @memory consumes iterator   @context task   @suspends before each item, and where it is left early
 *  @cancel stops the iterator: at next() as its items say; in the block, when the error leaves it, by return(), which is
 *  awaited. An item that has come is given to the block */
#define VOW_FOR_AWAIT(item, iterator)                                                                        \
    for (struct vow_for_await item __attribute__((cleanup(vow_for_await_leave_))) = vow_for_await_begin_(iterator); \
         vow_for_await_next_(&item);)

VOW_END_DECLARATIONS

#endif
