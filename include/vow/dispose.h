/* SPDX-License-Identifier: MIT */
#ifndef VOW_DISPOSE_H
#define VOW_DISPOSE_H

#include <vow/try.h>

VOW_BEGIN_DECLARATIONS

/* SuppressedError: an error that came while another one was on its way. A reason that points to `base` points to this
 * structure too (vow_suppressed_error). */
struct vow_suppressed_error {
    struct vow_error base;
    vow_value error, suppressed;
};

extern const struct vow_error vow_error_disposed; /* ReferenceError: the stack was disposed of */

/* A resource on a stack. The memory is the caller's, until the stack was disposed of and the error, if any, was dealt
 * with. Private. */
struct vow_disposable {
    struct vow_disposable *below;
    struct vow_promise *(*dispose)(void *argument);
    void *argument;
    struct vow_suppressed_error report;
};

/* Rules for disposable stacks (12.2): resources are let go last one first, each awaited before the next begins; a
 * failure does not stop the rest. The memory is the caller's. Private. */
struct vow_disposable_stack {
    struct vow_disposable *top;
    bool disposed;
};

/** new AsyncDisposableStack().   @context task, loop   @suspends no */
void vow_disposable_stack_init(struct vow_disposable_stack *stack);

/** stack.defer(dispose), stack.adopt(argument, dispose). `dispose` returns a promise (consumed) to be awaited, or NULL: then one
 *  turn is spent (as for a resource with a synchronous dispose). It may throw.
 *  @errors throws vow_error_disposed on a stack that was disposed of   @memory borrows disposable
 *  @context task, loop   @suspends no */
void vow_disposable_stack_defer(struct vow_disposable_stack *stack, struct vow_disposable *disposable,
                                struct vow_promise *(*dispose)(void *argument), void *argument);

/** stack.move(): `to` gets everything, and `from` counts as disposed of.
 *  @errors throws vow_error_disposed   @context task, loop   @suspends no */
void vow_disposable_stack_move(struct vow_disposable_stack *to, struct vow_disposable_stack *from);

/** await stack.disposeAsync(): lets everything go. A second call does nothing.
 *  @errors the failure is thrown; of several the last, as a vow_suppressed_error with the one before
 *  @context task   @suspends yes, if there is anything to await   @cancel stops the disposal that is awaited; the rest is
 *  let go all the same, and then the error is thrown. In a deferred function it is shielded */
void vow_dispose(struct vow_disposable_stack *stack);

/** The same at the end of a block that has failed with `reason`: that is the first error.
 *  @context task   @suspends as vow_dispose   @cancel as vow_dispose */
VOW_NORETURN void vow_dispose_and_throw(struct vow_disposable_stack *stack, vow_value reason);

/** The SuppressedError behind a reason, or NULL.   @context any */
const struct vow_suppressed_error *vow_suppressed_error(vow_value reason);

VOW_END_DECLARATIONS

#endif
