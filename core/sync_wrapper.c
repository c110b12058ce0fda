/* SPDX-License-Identifier: MIT */
/* Synchronous iterators as async ones (8.10, 8.11). There is one request at a time, so the wrapper's own slot is every
 * answer, and the node that waits for a value's promise. */
#include "internal.h"

enum method { NEXT, RETURN, THROW };

struct call {
    struct vow_sync_wrapper *wrapper;
    enum method method;
    const vow_value *value;
    struct vow_sync_result result;
    enum vow_status status;
};

static vow_value call_method(void *argument)
{
    struct call *call = argument;
    const struct vow_sync_iterator_methods *methods = call->wrapper->methods;
    void *self = call->wrapper->self;

    call->result.promise = NULL;
    call->result.value = VOW_UNDEFINED;
    if (call->method == NEXT)
        call->status = methods->next(self, *call->value, &call->result);
    else if (call->method == RETURN)
        call->status = methods->return_(self, call->value, &call->result);
    else
        call->status = methods->throw_(self, *call->value, &call->result);
    return VOW_UNDEFINED;
}

static struct vow_promise *answer(struct vow_sync_wrapper *wrapper, enum vow_status status, vow_value value)
{
    settle(&wrapper->slot, status, value);
    return &wrapper->slot;
}

/* Even a plain value is awaited: the answer comes a turn later. */
static struct vow_promise *request(struct vow_sync_wrapper *wrapper, enum method method, vow_value value)
{
    struct call call = { .wrapper = wrapper, .method = method, .value = &value };
    struct vow_promise *slot = &wrapper->slot;
    vow_value reason;

    slot_init(slot);
    if (vow_try(call_method, &call, &reason) >= VOW_REJECTED)
        return answer(wrapper, VOW_REJECTED, reason);
    if (call.status != VOW_ITEM && call.status != VOW_DONE)
        return answer(wrapper, VOW_REJECTED, vow_error_value(&vow_error_not_iterator_result));
    wrapper->done = call.status == VOW_DONE;
    wrapper->closes = method != RETURN && !wrapper->done;
    slot->node.state = NODE_WRAP;
    if (call.result.promise) {
        slot->value = vow_uint((uintptr_t)call.result.promise);
        wrapper->waits = true;
        subscribe(call.result.promise, &slot->node);
    } else {
        slot->value = call.result.value;
        wrapper->waits = false;
        enqueue(LOOP, &slot->node);
    }
    return slot;
}

/* return() without an argument, for closing; its outcome. */
static enum vow_status close_sync(struct vow_sync_wrapper *wrapper, struct call *call, vow_value *reason)
{
    enum vow_status status;

    *call = (struct call){ .wrapper = wrapper, .method = RETURN };
    status = vow_try(call_method, call, reason);
    if (status == VOW_FULFILLED && call->result.promise)
        release(call->result.promise);
    return status;
}

void vow_wrap_job_(struct vow_node *node)
{
    struct vow_sync_wrapper *wrapper = CONTAINER_OF(node, struct vow_sync_wrapper, slot.node);
    struct vow_promise *waited = wrapper->waits ? wrapper->slot.value.p : NULL;
    enum vow_status status = wrapper->done ? VOW_DONE : VOW_ITEM;
    struct call call;
    vow_value ignored;

    if (!waited) {
        answer(wrapper, status, wrapper->slot.value);
        return;
    }
    if (waited->node.state >= VOW_REJECTED) {
        if (wrapper->closes && wrapper->methods->return_)
            close_sync(wrapper, &call, &ignored);
        answer(wrapper, VOW_REJECTED, nested_value(waited));
    } else {
        answer(wrapper, status, nested_value(waited));
    }
    release(waited);
}

static struct vow_promise *wrapper_next(void *self, vow_value value, struct vow_promise *slot)
{
    (void)slot;
    return request(self, NEXT, value);
}

static struct vow_promise *wrapper_return(void *self, vow_value value, struct vow_promise *slot)
{
    const struct vow_sync_wrapper *wrapper = self;

    if (wrapper->methods->return_)
        return request(self, RETURN, value);
    settle(slot, VOW_DONE, value);
    return slot;
}

/* Without a throw method the iterator is closed, and the error is a TypeError, or the failure of closing. */
static struct vow_promise *wrapper_throw(void *self, vow_value reason, struct vow_promise *slot)
{
    struct vow_sync_wrapper *wrapper = self;
    vow_value error = vow_error_value(&vow_error_no_throw_method), failure;
    struct call call;

    if (wrapper->methods->throw_)
        return request(wrapper, THROW, reason);
    if (wrapper->methods->return_) {
        if (close_sync(wrapper, &call, &failure) >= VOW_REJECTED)
            error = failure;
        else if (call.status != VOW_ITEM && call.status != VOW_DONE)
            error = vow_error_value(&vow_error_not_iterator_result);
    }
    settle(slot, VOW_REJECTED, error);
    return slot;
}

static const struct vow_iterator_methods wrapper_methods = { wrapper_next, wrapper_return, wrapper_throw, NULL };

struct vow_iterator vow_iterate_sync(struct vow_sync_wrapper *wrapper, const struct vow_sync_iterator_methods *methods,
                                     void *self)
{
    NOT_IN_HANDLER();
    struct vow_iterator iterator = { &wrapper_methods, wrapper };

    wrapper->methods = methods;
    wrapper->self = self;
    return iterator;
}

/* ---- arrays ---- */

static enum vow_status array_next(void *self, vow_value value, struct vow_sync_result *result)
{
    struct vow_array_iterator *array = self;

    (void)value;
    if (array->index == array->count)
        return VOW_DONE;
    if (array->values)
        result->value = array->values[array->index++];
    else
        result->promise = array->promises[array->index++];
    return VOW_ITEM;
}

static const struct vow_sync_iterator_methods array_methods = { array_next, NULL, NULL };

/* The loop is over: promises whose turn has not come are nobody's. */
static void array_release(void *self)
{
    struct vow_array_iterator *array = self;

    while (array->promises && array->index < array->count)
        release(array->promises[array->index++]);
}

static const struct vow_iterator_methods array_wrapper_methods = { wrapper_next, wrapper_return, wrapper_throw,
                                                                   array_release };

static struct vow_iterator iterate_array(struct vow_array_iterator *iterator, const vow_value *values,
                                         struct vow_promise *const *promises, size_t count)
{
    struct vow_iterator wrapped = vow_iterate_sync(&iterator->wrapper, &array_methods, iterator);

    _Static_assert(offsetof(struct vow_array_iterator, wrapper) == 0, "the wrapper is the array iterator");
    wrapped.methods = &array_wrapper_methods;
    iterator->values = values;
    iterator->promises = promises;
    iterator->count = count;
    iterator->index = 0;
    return wrapped;
}

struct vow_iterator vow_iterate_values(struct vow_array_iterator *iterator, const vow_value *values, size_t count)
{
    NOT_IN_HANDLER();
    return iterate_array(iterator, values, NULL, count);
}

struct vow_iterator vow_iterate_promises(struct vow_array_iterator *iterator, struct vow_promise *const *promises,
                                         size_t count)
{
    NOT_IN_HANDLER();
    return iterate_array(iterator, NULL, promises, count);
}
