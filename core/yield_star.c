/* SPDX-License-Identifier: MIT */
/* yield* (8.12, 8.13): requests go in, answers come out, neither awaited on the way. */
#include "generator.h"

struct star {
    struct vow_scope scope;
    struct vow_iterator iterator;
    struct vow_promise slot;
};

/* Left by an unwinding: the iterator was closed or has failed; only its reference is left. */
static void release_iterator(struct vow_scope *scope, unsigned completion, vow_value value)
{
    struct vow_iterator *iterator = &((struct star *)scope)->iterator;

    (void)completion, (void)value;
    if (iterator->methods->release)
        iterator->methods->release(iterator->self);
}

/* The promise that answers a request of this kind. */
static struct vow_promise *forward(struct star *star, unsigned kind, vow_value value)
{
    const struct vow_iterator_methods *methods = star->iterator.methods;
    void *self = star->iterator.self;

    slot_init(&star->slot);
    if (kind == VOW_COMPLETION_NORMAL)
        return methods->next(self, value, &star->slot);
    if (kind == VOW_COMPLETION_RETURN) {
        if (!methods->return_)
            vow_unwind_(VOW_COMPLETION_RETURN, vow_await_value(value));
        return methods->return_(self, value, &star->slot);
    }
    if (!methods->throw_) {
        vow_iterator_close_(&star->iterator, &star->slot, VOW_COMPLETION_NORMAL);
        vow_throw_error(&vow_error_no_throw_method);
    }
    return methods->throw_(self, value, &star->slot);
}

vow_value vow_yield_star(struct vow_generator *self, struct vow_iterator iterator)
{
    NOT_IN_HANDLER();
    struct vow_task *me = LOOP->current;
    struct star star = { .scope = { me->scopes, release_iterator }, .iterator = iterator };
    unsigned kind = VOW_COMPLETION_NORMAL;
    vow_value value = VOW_UNDEFINED;

    me->scopes = &star.scope;
    for (;;) {
        enum vow_status status = vow_await_result(forward(&star, kind, value), &value);

        if (status >= VOW_REJECTED)
            vow_throw(thrown_reason(status, value));
        if (status == VOW_DONE)
            break;
        if (status != VOW_ITEM)
            vow_throw_error(&vow_error_not_iterator_result);
        kind = vow_yield_awaited_(self, &value);
    }
    if (kind == VOW_COMPLETION_RETURN)
        vow_unwind_(VOW_COMPLETION_RETURN, value);
    me->scopes = star.scope.previous;
    release_iterator(&star.scope, VOW_COMPLETION_NORMAL, VOW_UNDEFINED);
    return value;
}
