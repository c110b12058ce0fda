/* SPDX-License-Identifier: MIT */
/* The async disposable stack (12.2). */
#include "internal.h"

#include <vow/dispose.h>

const struct vow_error vow_error_disposed = { "ReferenceError", "the disposable stack was disposed of", -22 };

static const char suppressed_name[] = "SuppressedError";

void vow_disposable_stack_init(struct vow_disposable_stack *stack)
{
    NOT_IN_HANDLER();
    stack->top = NULL;
    stack->disposed = false;
}

static void check(const struct vow_disposable_stack *stack)
{
    if (stack->disposed)
        vow_throw_error(&vow_error_disposed);
}

void vow_disposable_stack_defer(struct vow_disposable_stack *stack, struct vow_disposable *disposable,
                                struct vow_promise *(*dispose)(void *argument), void *argument)
{
    NOT_IN_HANDLER();
    check(stack);
    disposable->below = stack->top;
    disposable->dispose = dispose;
    disposable->argument = argument;
    stack->top = disposable;
}

void vow_disposable_stack_move(struct vow_disposable_stack *to, struct vow_disposable_stack *from)
{
    NOT_IN_HANDLER();
    check(from);
    to->top = from->top;
    to->disposed = false;
    from->top = NULL;
    from->disposed = true;
}

static vow_value dispose_one(void *argument)
{
    struct vow_disposable *disposable = argument;
    struct vow_promise *promise = disposable->dispose(disposable->argument);

    return promise ? vow_await(promise) : vow_await_value(VOW_UNDEFINED);
}

/* The error that goes on: the new one, around the one before. */
static vow_value combine(struct vow_disposable *disposable, bool failed, vow_value before, vow_value error)
{
    struct vow_suppressed_error *report = &disposable->report;

    if (!failed)
        return error;
    report->base.name = suppressed_name;
    report->base.message = "an error was suppressed while resources were disposed of";
    report->base.code = -23;
    report->error = error;
    report->suppressed = before;
    return vow_error_value(&report->base);
}

/* True if anything failed; *reason is the error that goes on. */
static bool dispose_all(struct vow_disposable_stack *stack, bool failed, vow_value *reason)
{
    struct vow_disposable *disposable;

    stack->disposed = true;
    while ((disposable = stack->top) != NULL) {
        vow_value error;

        stack->top = disposable->below;
        if (vow_try(dispose_one, disposable, &error) >= VOW_REJECTED) {
            *reason = combine(disposable, failed, *reason, error);
            failed = true;
        }
    }
    return failed;
}

void vow_dispose(struct vow_disposable_stack *stack)
{
    NOT_IN_HANDLER();
    vow_value reason = VOW_UNDEFINED;

    if (!stack->disposed && dispose_all(stack, false, &reason))
        vow_throw(reason);
}

void vow_dispose_and_throw(struct vow_disposable_stack *stack, vow_value reason)
{
    NOT_IN_HANDLER();
    if (!stack->disposed)
        dispose_all(stack, true, &reason);
    vow_throw(reason);
}

const struct vow_suppressed_error *vow_suppressed_error(vow_value reason)
{
    return reason.e && reason.e->name == suppressed_name ? (const struct vow_suppressed_error *)reason.p : NULL;
}
