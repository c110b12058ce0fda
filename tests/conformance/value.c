/* SPDX-License-Identifier: MIT */
#include "value.h"
#include "program.h"
#include "slots.h"

enum { TAG_INT = 1, TAG_ERROR = 2, TAG_OBJECT = 3, TAG_BITS = 2, TAG_MASK = 3 };

struct thenable {
    struct vow_thenable thenable;
    const char *token;
};

static struct object *holders; /* objects that hold a reference to a promise */

vow_value vow_fuzz_int(unsigned number) { return vow_uint((uintptr_t)number << TAG_BITS | TAG_INT); }
vow_value vow_fuzz_error(unsigned number) { return vow_uint((uintptr_t)number << TAG_BITS | TAG_ERROR); }

struct object *vow_fuzz_object(vow_value word)
{
    return (word.u & TAG_MASK) == TAG_OBJECT ? (struct object *)(word.u - TAG_OBJECT) : NULL;
}

static struct object *make(enum object_kind kind, unsigned count)
{
    struct object *object = vow_fuzz_keep(sizeof *object);

    object->kind = kind;
    object->count = count;
    object->values = vow_fuzz_keep(count * sizeof *object->values);
    return object;
}

static vow_value word_of(struct object *object) { return vow_uint((uintptr_t)object + TAG_OBJECT); }

static vow_value hold(enum object_kind kind, struct vow_promise *promise)
{
    struct object *object = make(kind, 0);

    object->promise = promise;
    object->next = holders;
    holders = object;
    return word_of(object);
}

bool vow_fuzz_let_go(void)
{
    bool any = holders != NULL;

    while (holders) {
        struct vow_promise *promise = holders->promise;

        holders->promise = NULL; /* a body that still runs may look at it */
        holders = holders->next;
        vow_promise_release(promise);
    }
    return any;
}

void vow_fuzz_values_forget(void) { holders = NULL; }

/* ---- tokens ---- */

static void thenable_then(struct vow_thenable *self, struct vow_resolver resolver)
{
    const char *token = ((struct thenable *)self)->token;
    unsigned number = vow_fuzz_number(token);

    vow_fuzz_line("%s.then", token);
    if (token[0] == 't')
        vow_resolver_resolve(resolver, vow_fuzz_int(number));
    else if (token[0] == 'T')
        vow_resolver_reject(resolver, vow_fuzz_error(number));
    else
        vow_throw(vow_fuzz_error(number));
}

struct operand vow_fuzz_operand(vow_value word)
{
    struct object *object = vow_fuzz_object(word);
    struct operand operand = { .word = word };

    if (object && object->kind == OBJECT_PROMISE && object->promise)
        operand.promise = vow_promise_retain(object->promise);
    else if (object && object->kind == OBJECT_THENABLE)
        operand.thenable = object->thenable;
    return operand;
}

struct operand vow_fuzz_evaluate(const char *token, vow_value accumulator)
{
    unsigned number = vow_fuzz_number(token);
    struct operand operand = { .word = VOW_UNDEFINED };
    struct thenable *thenable;

    switch (token[0]) {
    case 'u': break;
    case 'i': operand.word = vow_fuzz_int(number); break;
    case 'e': operand.word = vow_fuzz_error(number); break;
    case 'a': return vow_fuzz_operand(accumulator);
    case 'f': operand.promise = vow_promise_resolved(vow_fuzz_int(number)); break;
    case 'x': operand.promise = vow_promise_rejected(vow_fuzz_error(number)); break;
    case 'p':
        if (vow_fuzz_slots.promise[number])
            operand.promise = vow_promise_retain(vow_fuzz_slots.promise[number]);
        if (vow_fuzz_slots.moves)
            vow_fuzz_slots_set(number, NULL);
        break;
    default:
        thenable = vow_fuzz_keep(sizeof *thenable);
        thenable->thenable.then = thenable_then;
        thenable->token = token;
        operand.thenable = &thenable->thenable;
    }
    return operand;
}

vow_value vow_fuzz_word(struct operand operand)
{
    struct object *object;

    if (operand.promise)
        return hold(OBJECT_PROMISE, operand.promise);
    if (!operand.thenable)
        return operand.word;
    object = make(OBJECT_THENABLE, 0);
    object->thenable = operand.thenable;
    return word_of(object);
}

struct vow_promise *vow_fuzz_promise(struct operand operand)
{
    if (operand.promise)
        return operand.promise;
    return operand.thenable ? vow_promise_from_thenable(operand.thenable) : vow_promise_resolved(operand.word);
}

/* ---- what the runtime delivers ---- */

struct vow_promise *vow_fuzz_all_settled(struct vow_promise *const *promises, size_t count)
{
    struct vow_promise *list = vow_promise_all_settled(promises, count);

    hold(OBJECT_LIST, vow_promise_retain(list));
    return list;
}

static bool is_all_settled(const struct vow_promise *list)
{
    for (const struct object *object = holders; object; object = object->next)
        if (object->kind == OBJECT_LIST && object->promise == list)
            return true;
    return false;
}

/* The value of a list is the promise that all, allSettled or any returned. */
static vow_value received_list(enum object_kind kind, const struct vow_promise *list)
{
    struct object *object = make(kind, (unsigned)vow_promise_count(list));
    bool all_settled = is_all_settled(list);

    for (unsigned i = 0; i < object->count; i++) {
        vow_value value;
        unsigned status = vow_promise_at(list, i, &value);

        object->values[i] = vow_fuzz_received(status, value);
        if (all_settled) {
            struct object *entry = make(OBJECT_ENTRY, 1);

            entry->rejected = status >= VOW_REJECTED;
            entry->values[0] = object->values[i];
            object->values[i] = word_of(entry);
        }
    }
    return word_of(object);
}

vow_value vow_fuzz_received(unsigned status, vow_value value)
{
    struct object *object;

    if (status == VOW_LIST || status == VOW_REJECTED_LIST)
        return received_list(status == VOW_LIST ? OBJECT_LIST : OBJECT_AGGREGATE, value.p);
    if (status != VOW_ITEM && status != VOW_DONE)
        return value;
    object = make(OBJECT_RESULT, 1);
    object->done = status == VOW_DONE;
    object->values[0] = value;
    return word_of(object);
}

vow_value vow_hook_nested_value(enum vow_status status, vow_value value) { return vow_fuzz_received(status, value); }

/* Nobody else holds the promise, so a list is gone when it could be read. */
static vow_value await_alone(struct vow_promise *promise)
{
    vow_value value;
    enum vow_status status = vow_await_result(promise, &value);

    value = status == VOW_LIST || status == VOW_REJECTED_LIST ? VOW_UNDEFINED : vow_fuzz_received(status, value);
    if (status >= VOW_REJECTED)
        vow_throw(value);
    return value;
}

vow_value vow_fuzz_await(struct operand operand)
{
    struct vow_promise **kept;
    enum vow_status status;
    vow_value value;

    if (!operand.promise && !operand.thenable)
        return vow_await_value(operand.word);
    if (vow_fuzz_slots.moves)
        return await_alone(vow_fuzz_promise(operand));
    /* A list is read with a reference of one's own. */
    kept = vow_fuzz_slots_keep(vow_promise_retain(vow_fuzz_promise(operand)));
    status = vow_await_result(*kept, &value);
    value = vow_fuzz_received(status, value);
    vow_promise_release(*kept);
    *kept = NULL;
    if (status >= VOW_REJECTED)
        vow_throw(value);
    return value;
}
