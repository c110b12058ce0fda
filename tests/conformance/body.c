/* SPDX-License-Identifier: MIT */
#include "body.h"

struct call {
    const struct body *body;
    vow_value argument;
};

vow_value vow_fuzz_returned(struct operand operand)
{
    if (operand.promise)
        return vow_adopt(operand.promise);
    return operand.thenable ? vow_adopt_thenable(operand.thenable) : operand.word;
}

static enum flow run(const struct call *call, struct frame *frame)
{
    frame->kind = call->body->kind;
    frame->accumulator = call->argument;
    return vow_fuzz_block(call->body->first, frame, NULL);
}

static vow_value async_body(void *argument)
{
    struct frame frame = { .self = NULL };

    return run(argument, &frame) == FLOW_RETURN ? vow_fuzz_returned(vow_fuzz_operand(frame.result)) : VOW_UNDEFINED;
}

/* A returned value was awaited already (7.3). */
static vow_value generator_body(struct vow_generator *self, void *argument)
{
    struct frame frame = { .self = self };

    return run(argument, &frame) == FLOW_RETURN ? frame.result : VOW_UNDEFINED;
}

#ifdef __arm__
enum { STACK_BYTES = 3072 };
#else
enum { STACK_BYTES = 1024 };
#endif
static const struct vow_async_function async_body_fn = VOW_ASYNC_FUNCTION(async_body, 1, STACK_BYTES);
static const struct vow_generator_function generator_body_fn = VOW_GENERATOR_FUNCTION(generator_body, 1, STACK_BYTES);

struct vow_promise *vow_fuzz_call(const struct body *body, vow_value argument)
{
    struct call call = { body, argument };

    return vow_call(&async_body_fn, &call, sizeof call);
}

struct vow_generator *vow_fuzz_generate(const struct body *body, vow_value argument)
{
    struct call call = { body, argument };

    return vow_generate(&generator_body_fn, &call, sizeof call);
}

vow_value vow_fuzz_function(const struct body *body, vow_value argument)
{
    struct call call = { body, argument };

    return async_body(&call);
}

void vow_fuzz_job(const struct body *body, vow_value argument)
{
    struct call call = { body, argument };
    struct frame frame = { .self = NULL };

    if (body->kind == BODY_ASYNC)
        vow_detach(vow_fuzz_call(body, argument));
    else
        run(&call, &frame);
}
