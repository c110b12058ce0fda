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

/* vow_generator_answer_ for the hot case. */
static inline __attribute__((always_inline)) void answer_item(struct vow_generator *generator, vow_value value)
{
    struct vow_promise *promise = (struct vow_promise *)ring_take(&generator->requests);
    struct vow_node *last = promise->reactions;

    promise->node.state = VOW_ITEM;
    promise->value = value;
    if (last)
        ring_join(&LOOP->queue, last);
    release_inline(promise);
}

/* Answers the request in service and takes the next one: its completion, and in *value its value (of a return, already
 * awaited: 7.4). With requests queued the body goes on in the same turn (6.9). */
unsigned vow_yield_awaited_(struct vow_generator *generator, vow_value *value)
{
    struct vow_task *task = LOOP->current;
    struct vow_promise *head;
    unsigned kind;

    ASSERT(task->owner.generator == generator, "yield outside its generator");
    answer_item(generator, *value);
    if (UNLIKELY(task->node.flags & (TASK_CANCELS | TASK_CANCEL_LATER)))
        vow_cancel_answered_(task);
    if (LIKELY(!generator->requests)) {
        if (UNLIKELY(generator->node.references == 0)) {
            ask_to_return(generator, task);
        } else {
            generator->node.flags = GENERATOR_YIELDED;
            suspend(LOOP, task);
        }
    }
    head = (struct vow_promise *)generator->requests->next;
    kind = head->node.flags & PROMISE_REQUEST;
    *value = head->value;
    if (LIKELY(kind == REQUEST_NEXT))
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

static vow_value yield(struct vow_generator *self, vow_value value)
{
    unsigned completion = vow_yield_awaited_(self, &value);

    if (UNLIKELY(completion != VOW_COMPLETION_NORMAL))
        vow_unwind_(completion, value);
    return value;
}

vow_value vow_yield(struct vow_generator *self, vow_value value)
{
    NOT_IN_HANDLER();
    return yield(self, vow_await_value(value));
}


vow_value vow_yield_promise(struct vow_generator *self, struct vow_promise *promise)
{
    NOT_IN_HANDLER();
    vow_value value;

    if (vow_await_nested_(promise, &value) >= VOW_REJECTED)
        vow_throw(value);
    return yield(self, value);
}
