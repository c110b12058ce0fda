/* SPDX-License-Identifier: MIT */
/* Bodies: plain functions, async functions and async generators that run a list of operations. */
#ifndef VOW_FUZZ_BODY_H
#define VOW_FUZZ_BODY_H

#include "program.h"
#include "value.h"

struct frame {
    enum body_kind kind;
    struct vow_generator *self; /* of a generator */
    vow_value accumulator, result;
};

/* How a block of operations was left, other than by a throw. */
enum flow { FLOW_ON, FLOW_BREAK, FLOW_CONTINUE, FLOW_RETURN };

/* `round` counts for the innermost forawait. */
enum flow vow_fuzz_block(const struct op *first, struct frame *frame, const unsigned *round);   /* control.c */
void vow_fuzz_operation(const struct op *op, struct frame *frame);                               /* operation.c */

/* Running bodies (body.c). */
struct vow_promise *vow_fuzz_call(const struct body *body, vow_value argument);      /* an async one */
struct vow_generator *vow_fuzz_generate(const struct body *body, vow_value argument);
vow_value vow_fuzz_function(const struct body *body, vow_value argument);            /* a plain one, to be returned */
void vow_fuzz_job(const struct body *body, vow_value argument);                      /* of a timer or microtask */

/* What a body returns: `return` that adopts, or a plain word. */
vow_value vow_fuzz_returned(struct operand operand);

/* Promise operations with callbacks (reaction.c). Borrow `promise`. */
struct vow_promise *vow_fuzz_then(struct vow_promise *promise, const char *on_fulfilled, const char *on_rejected);
struct vow_promise *vow_fuzz_finally(struct vow_promise *promise, const char *callback);
void vow_fuzz_observe(struct vow_promise *promise, const char *label);

/* Iterables (iterator.c). */
struct user {
    const struct declaration *declaration;
    unsigned calls;
    struct vow_iterator_methods methods;
    struct vow_sync_iterator_methods sync_methods;
    struct vow_sync_wrapper wrapper;
};

struct source {
    struct user user;
    struct vow_array_iterator array;
    vow_value values[4];
    struct vow_promise *promises[4];
    struct vow_iterator iterator;
};

struct vow_iterator vow_fuzz_open_user(struct user *user, const struct declaration *declaration);

/* False: the generator slot is empty. */
bool vow_fuzz_open(struct source *source, const struct op *op, const struct frame *frame);

#endif
