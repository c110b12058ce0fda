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
 * vow_iterator_answer() and returns it, or returns a promise of its own making. It may throw. `slot` belongs to the
 * consumer and lives until it is settled. There is one request at a time. */
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

/** The async iterator of a generator.   @memory consumes generator   @context task, loop   @suspends no */
struct vow_iterator vow_iterate(struct vow_generator *generator);

/** Settles a consumer's slot: VOW_ITEM, VOW_DONE or VOW_REJECTED.
 *  @return slot   @context task, loop   @suspends no   @cancel - */
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

#define VOW_FOR_AWAIT(item, iterator)                                                                        \
    for (struct vow_for_await item __attribute__((cleanup(vow_for_await_leave_))) = vow_for_await_begin_(iterator); \
         vow_for_await_next_(&item);)

VOW_END_DECLARATIONS

#endif
