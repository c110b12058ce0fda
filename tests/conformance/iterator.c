/* SPDX-License-Identifier: MIT */
/* What forawait and ystar run over: user-made iterators (FUZZ_FORMAT.md), arrays, generators. */
#include "body.h"
#include "slots.h"

#include <string.h>

static bool is(const char *text, const char *name) { return strcmp(text, name) == 0; }

static vow_value error_of(const struct user *user) { return vow_fuzz_error(100 + user->declaration->id); }
static vow_value item_of(const struct user *user, unsigned index)
{
    return vow_fuzz_int(10 * user->declaration->id + index);
}

static void print_call(const struct user *user, const char *method, vow_value value)
{
    vow_fuzz_line("it%u.%s(%s)", user->declaration->id, method, vow_fuzz_show(value));
}

/* ---- asynchronous ---- */

/* Promise.resolve of an iterator result. */
static struct vow_promise *wrapped(enum vow_status status, vow_value value)
{
    struct vow_promise *promise = vow_promise_new("an answer");

    return vow_promise_status(promise) == VOW_PENDING ? vow_iterator_answer(promise, status, value) : promise;
}

static struct vow_promise *async_next(void *self, vow_value value, struct vow_promise *slot)
{
    struct user *user = self;
    const struct declaration *declaration = user->declaration;
    unsigned call = user->calls++;
    enum vow_status status = call >= declaration->count ? VOW_DONE : VOW_ITEM;
    vow_value item = item_of(user, status == VOW_DONE ? 9 : call);

    print_call(user, "next", value);
    if (call == 1 && is(declaration->mode, "rejat1"))
        return vow_promise_rejected(error_of(user));
    if (call == 1 && is(declaration->mode, "throwat1"))
        vow_throw(error_of(user));
    if (call == 1 && is(declaration->mode, "bad1"))
        return vow_promise_resolved(vow_fuzz_int(7));
    if (status == VOW_ITEM && is(declaration->mode, "pval"))
        item = vow_fuzz_word((struct operand){ .promise = vow_promise_resolved(item) });
    return is(declaration->mode, "plain") ? vow_iterator_answer(slot, status, item) : wrapped(status, item);
}

static struct vow_promise *async_method(struct user *user, const char *kind, vow_value value, struct vow_promise *slot)
{
    if (is(kind, "ok"))
        return wrapped(VOW_DONE, value);
    if (is(kind, "plain"))
        return vow_iterator_answer(slot, VOW_DONE, value);
    if (is(kind, "notdone"))
        return wrapped(VOW_ITEM, value);
    if (is(kind, "rej"))
        return vow_promise_rejected(error_of(user));
    if (is(kind, "throw"))
        vow_throw(error_of(user));
    return vow_promise_resolved(vow_fuzz_int(7));
}

static struct vow_promise *async_return(void *self, vow_value value, struct vow_promise *slot)
{
    struct user *user = self;

    print_call(user, "return", value);
    return async_method(user, user->declaration->on_return, value, slot);
}

static struct vow_promise *async_throw(void *self, vow_value reason, struct vow_promise *slot)
{
    struct user *user = self;

    print_call(user, "throw", reason);
    return async_method(user, user->declaration->on_throw, reason, slot);
}

/* ---- synchronous ---- */

static enum vow_status answer(struct vow_sync_result *result, enum vow_status status, struct operand operand)
{
    result->value = operand.word;
    if (operand.promise || operand.thenable)
        result->promise = vow_fuzz_promise(operand);
    return status;
}

static enum vow_status sync_next(void *self, vow_value value, struct vow_sync_result *result)
{
    struct user *user = self;
    const struct declaration *declaration = user->declaration;
    unsigned call = user->calls++;
    enum vow_status status = call >= declaration->count ? VOW_DONE : VOW_ITEM;
    vow_value item = item_of(user, status == VOW_DONE ? 9 : call);

    print_call(user, "next", value);
    if (call == 1 && is(declaration->mode, "throwat1"))
        vow_throw(error_of(user));
    if (call == 1 && is(declaration->mode, "bad1"))
        return VOW_FULFILLED;
    if (call == 1 && is(declaration->mode, "rval1"))
        return answer(result, VOW_ITEM, (struct operand){ .promise = vow_promise_rejected(error_of(user)) });
    if (status == VOW_ITEM && is(declaration->mode, "pval"))
        return answer(result, VOW_ITEM, (struct operand){ .promise = vow_promise_resolved(item) });
    return answer(result, status, (struct operand){ .word = item });
}

static enum vow_status sync_method(struct user *user, const char *kind, vow_value value, struct vow_sync_result *result)
{
    if (is(kind, "ok") || is(kind, "plain"))
        return answer(result, VOW_DONE, vow_fuzz_operand(value));
    if (is(kind, "notdone"))
        return answer(result, VOW_ITEM, vow_fuzz_operand(value));
    if (is(kind, "rej"))
        return answer(result, VOW_DONE, (struct operand){ .promise = vow_promise_rejected(error_of(user)) });
    if (is(kind, "throw"))
        vow_throw(error_of(user));
    return VOW_FULFILLED;
}

static enum vow_status sync_return(void *self, const vow_value *value, struct vow_sync_result *result)
{
    struct user *user = self;
    vow_value argument = value ? *value : VOW_UNDEFINED;

    print_call(user, "return", argument);
    return sync_method(user, user->declaration->on_return, argument, result);
}

static enum vow_status sync_throw(void *self, vow_value reason, struct vow_sync_result *result)
{
    struct user *user = self;

    print_call(user, "throw", reason);
    return sync_method(user, user->declaration->on_throw, reason, result);
}

/* ---- sources ---- */

struct vow_iterator vow_fuzz_open_user(struct user *user, const struct declaration *declaration)
{
    bool has_return = !is(declaration->on_return, "none"), has_throw = !is(declaration->on_throw, "none");

    *user = (struct user){ .declaration = declaration };
    user->methods = (struct vow_iterator_methods){ async_next, has_return ? async_return : NULL,
                                                   has_throw ? async_throw : NULL, NULL };
    user->sync_methods = (struct vow_sync_iterator_methods){ sync_next, has_return ? sync_return : NULL,
                                                             has_throw ? sync_throw : NULL };
    if (declaration->is_async)
        return (struct vow_iterator){ &user->methods, user };
    return vow_iterate_sync(&user->wrapper, &user->sync_methods, user);
}

static struct vow_iterator open_array(struct source *source, const struct op *op, const struct frame *frame)
{
    struct operand operands[4];
    unsigned count = vow_fuzz_number(op->operand[1]);
    bool plain = true;

    for (unsigned i = 0; i < count; i++) {
        operands[i] = vow_fuzz_evaluate(op->operand[2 + i], frame->accumulator);
        plain = plain && !operands[i].promise && !operands[i].thenable;
    }
    for (unsigned i = 0; i < count; i++) {
        source->values[i] = operands[i].word;
        if (!plain)
            source->promises[i] = vow_fuzz_promise(operands[i]);
    }
    if (plain)
        return vow_iterate_values(&source->array, source->values, count);
    return vow_iterate_promises(&source->array, source->promises, count);
}

bool vow_fuzz_open(struct source *source, const struct op *op, const struct frame *frame)
{
    const char *name = op->operand[0];
    unsigned number = vow_fuzz_number(name);
    struct vow_generator *generator = NULL;

    if (is(name, "arr")) {
        source->iterator = open_array(source, op, frame);
        return true;
    }
    if (name[0] == 'i') {
        source->iterator = vow_fuzz_open_user(&source->user, &vow_fuzz_program.declaration[number]);
        return true;
    }
    generator = vow_fuzz_slots.generator[number];
    if (generator)
        source->iterator = vow_iterate(vow_generator_retain(generator));
    return generator != NULL;
}
