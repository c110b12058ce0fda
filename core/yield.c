/* SPDX-License-Identifier: MIT */
/* Async generators: inside the body (section 7 of the rules). */
#include "generator.h"

/* The end of the body (6.11). */
static _Noreturn void finish(struct vow_task *task, unsigned status, vow_value value)
{
    struct vow_generator *generator = task->owner.generator;

    generator->node.flags = GENERATOR_DRAINING;
    if (task->awaiting == RESUMED_BY_LOOP) {
        /* It ended before its first await. The consumer's job must come behind those of the requests that the body has
         * queued itself, as it would have subscribed only now: so its own request is answered last. */
        struct vow_promise *first = (struct vow_promise *)ring_take(&generator->requests);

        vow_generator_drain_(generator);
        settle(first, status, value);
        release(first);
    } else {
        vow_generator_answer_(generator, status, value);
        vow_generator_drain_(generator);
    }
    vow_task_leave_(task);
}

void vow_generator_main_(struct vow_task *task, void *argument)
{
    const struct vow_generator_function *function =
        CONTAINER_OF(task->function, const struct vow_generator_function, function);

    vow_generator_unwound_(task, VOW_COMPLETION_RETURN, function->entry(task->owner.generator, argument));
}

void vow_generator_unwound_(struct vow_task *task, unsigned completion, vow_value value)
{
    ASSERT(!task->adopted, "a generator's body returned vow_adopt: await the promise instead");
    finish(task, completion == VOW_COMPLETION_THROW ? VOW_REJECTED : VOW_DONE, value);
}

/* Nobody refers to the generator any more: the body goes on as if return() had been asked. One that answers that with
 * yields, twice, is given up: its stack is taken away as it stands. */
static void ask_to_return(struct vow_generator *generator, struct vow_task *task)
{
    if (task->node.flags >= 2 * TASK_ABANDONED) {
        generator->node.flags = GENERATOR_COMPLETED;
        pool_give(&LOOP->records, generator);
        vow_hook_uncaught_error(vow_error_value(&vow_error_generator_abandoned));
        vow_task_leave_(task);
    }
    task->node.flags += TASK_ABANDONED;
    slot_init(&generator->closing);
    generator->closing.value = VOW_UNDEFINED;
    generator->closing.node.flags |= REQUEST_RETURN;
    ring_append(&generator->requests, &generator->closing.node);
}

/* Answers the request in service, and gives back the next one. With requests queued the body goes on in the same turn (6.9). */
static inline __attribute__((always_inline)) struct vow_promise *answer(struct vow_loop *loop, struct vow_task *task,
                                                                        struct vow_generator *generator, vow_value value)
{
    struct vow_promise *request;

    ASSERT(task->owner.generator == generator, "yield outside its generator");
    request = (struct vow_promise *)ring_take(&generator->requests);
    settle_and_release(loop, request, node_word(&request->node) + WORD_STATE(VOW_ITEM) - WORD_REFERENCE, value);
    if (UNLIKELY(task->node.flags & (TASK_CANCELS | TASK_CANCEL_LATER)))
        vow_cancel_answered_(task);
    if (LIKELY(!generator->requests)) {
        if (UNLIKELY(generator->node.references == 0)) {
            ask_to_return(generator, task);
        } else {
            generator->node.flags = GENERATOR_YIELDED;
            suspend_inline(loop, task);
        }
    }
    return (struct vow_promise *)generator->requests->next;
}

/* How the body goes on for the request, and in *value with what (of a return, already awaited: 7.4). */
static unsigned completion_of(struct vow_promise *head, vow_value *value)
{
    const unsigned kind = head->node.flags & PROMISE_REQUEST;

    *value = head->value;
    if (kind == REQUEST_NEXT)
        return VOW_COMPLETION_NORMAL;
    if (kind == REQUEST_THROW)
        return VOW_COMPLETION_THROW;
    if (!(head->node.flags & REQUEST_OF_PROMISE)) {
        vow_await_value(*value);
        return VOW_COMPLETION_RETURN;
    }
    return vow_await_nested_(vow_generator_operand_(head), value) >= VOW_REJECTED ? VOW_COMPLETION_THROW
                                                                                 : VOW_COMPLETION_RETURN;
}

static inline vow_value go_on_with(unsigned completion, vow_value value)
{
    if (completion != VOW_COMPLETION_NORMAL)
        vow_unwind_(completion, value);
    return value;
}

static __attribute__((noinline)) vow_value go_on(struct vow_promise *head)
{
    vow_value value;
    const unsigned completion = completion_of(head, &value);

    return go_on_with(completion, value);
}

unsigned vow_yield_awaited_(struct vow_generator *generator, vow_value *value)
{
    struct vow_loop *loop = LOOP;

    return completion_of(answer(loop, loop->current, generator, *value), value);
}

/* The await of a plain value. As a rule a call of next() has resumed the body. */
static inline __attribute__((always_inline)) void await_turn(struct vow_loop *loop, struct vow_task *task)
{
    struct vow_task *resumer = task->resumer;

    task->awaiting = NULL;
    if (LIKELY(resumer)) {
        enqueue(loop, &task->node);
        CANCEL_POINT_IN(loop, task, resumer);
        leave_inline(loop, task, resumer);
    } else if (loop->queue) {
        suspend_queued(loop, task);
    } else {
        count_microtask(loop); /* its own wake-up would be the very next job */
    }
}

vow_value vow_yield(struct vow_generator *self, vow_value value)
{
    NOT_IN_HANDLER();
    struct vow_loop *loop = LOOP;
    struct vow_task *task = waiter(loop);
    struct vow_promise *head;

    await_turn(loop, task);
    head = answer(loop, task, self, value);
    return LIKELY((head->node.flags & PROMISE_REQUEST) == REQUEST_NEXT) ? head->value : go_on(head);
}

vow_value vow_yield_promise(struct vow_generator *self, struct vow_promise *promise)
{
    NOT_IN_HANDLER();
    vow_value value;
    unsigned completion;

    if (vow_await_nested_(promise, &value) >= VOW_REJECTED)
        vow_throw(value);
    completion = vow_yield_awaited_(self, &value);
    return go_on_with(completion, value);
}
