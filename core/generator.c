/* SPDX-License-Identifier: MIT */
/* Async generators: requests and their answers (section 6 of the rules).
 *
 * A request is its own promise: the value slot holds the argument, the flags the kind, `next` the ring of requests. The
 * generator's node is the reaction when it waits for the operand of a return request while draining; no task exists any
 * more then. */
#include "generator.h"

_Static_assert(sizeof(struct vow_generator) <= sizeof(struct vow_record), "a generator fits a record");

/* yield.c has what runs a body, which core refers to weakly: this makes the linker look there, also for bodies that yield
 * nothing. It is dropped again, as nobody uses it. */
static vow_value (*const with_a_body)(struct vow_generator *, vow_value) __attribute__((used)) = vow_yield;

struct vow_generator *vow_generate(const struct vow_generator_function *function, const void *argument, size_t bytes)
{
    NOT_IN_HANDLER();
    struct vow_generator *generator = pool_take(&LOOP->records);
    struct vow_task *task;

    /* A dry promise stands in: request() knows it by its flags. */
    if (UNLIKELY(!generator))
        return (struct vow_generator *)(void *)vow_dry_record_();
    task = vow_task_new_(&function->function, argument, bytes);
    if (UNLIKELY(!task)) {
        pool_give(&LOOP->records, generator);
        return (struct vow_generator *)(void *)vow_dry_stack_();
    }
    task->node.flags |= TASK_GENERATOR;
    task->owner.generator = generator;
    node_set_word(&generator->node, NODE_DRAIN | WORD_FLAG(GENERATOR_START) | WORD_REFERENCE);
    generator->requests = NULL;
    generator->at.task = task;
    return generator;
}

/* ---- letting go ---- */

static void free_unstarted(struct vow_generator *generator)
{
    if (generator->node.flags == GENERATOR_START)
        vow_task_free_(generator->at.task);
}

static struct vow_promise *request(struct vow_generator *generator, unsigned kind, vow_value value,
                                   struct vow_promise *promise);

/* Nobody refers to it, and nothing of it runs. A body that stands at a yield may hold references and open blocks: it is
 * asked to return, and comes here again when it has. */
static void free_orphan(struct vow_generator *generator)
{
    if (generator->node.flags == GENERATOR_YIELDED) {
        slot_init(&generator->closing);
        request(generator, REQUEST_RETURN, VOW_UNDEFINED, &generator->closing);
        return;
    }
    free_unstarted(generator);
    pool_give(&LOOP->records, generator);
}

void vow_generator_parked_(struct vow_generator *generator)
{
    if (UNLIKELY(generator->node.references == 0))
        free_orphan(generator);
}

struct vow_generator *vow_generator_retain(struct vow_generator *generator)
{
    NOT_IN_HANDLER();
    generator->node.references++;
    return generator;
}

void vow_generator_release(struct vow_generator *generator)
{
    NOT_IN_HANDLER();
    DEBUG_ASSERT(generator->node.references != 0, "vow_generator_release: released once too often");
    generator->node.references--;
    if (generator->node.flags != GENERATOR_EXECUTING && generator->node.flags != GENERATOR_DRAINING)
        vow_generator_parked_(generator);
}

/* ---- answering ---- */

void vow_generator_answer_(struct vow_generator *generator, unsigned status, vow_value value)
{
    struct vow_promise *promise = (struct vow_promise *)ring_take(&generator->requests);

    settle(promise, status, value);
    release(promise);
}

/* The operand of a return request that is in service now. A thenable's promise was made with the request, so that it
 * cannot be missing; its `then` is called only from here on. */
struct vow_promise *vow_generator_operand_(struct vow_promise *request)
{
    uintptr_t operand = request->value.u;
    struct vow_promise *promise = (struct vow_promise *)(operand & ~OPERAND_THENABLE);

    if (operand & OPERAND_THENABLE)
        vow_promise_follow_thenable_(promise, promise->value.p);
    return promise;
}

/* 6.11, 6.12: the rest of the queue, until it is empty or a return request has to wait for its operand. */
void vow_generator_drain_(struct vow_generator *generator)
{
    struct vow_loop *loop = LOOP;

    while (generator->requests) {
        struct vow_promise *head = (struct vow_promise *)generator->requests->next;
        unsigned kind = head->node.flags & PROMISE_REQUEST;

        if (kind == REQUEST_RETURN) {
            if (head->node.flags & REQUEST_OF_PROMISE) {
                generator->at.awaiting = vow_generator_operand_(head);
                subscribe(generator->at.awaiting, &generator->node);
            } else {
                generator->at.awaiting = NULL;
                enqueue(loop, &generator->node);
            }
            return;
        }
        if (kind == REQUEST_THROW)
            vow_generator_answer_(generator, VOW_REJECTED, head->value);
        else
            vow_generator_answer_(generator, VOW_DONE, VOW_UNDEFINED);
    }
    generator->node.flags = GENERATOR_COMPLETED;
    vow_generator_parked_(generator);
}

void vow_drain_job_(struct vow_node *node)
{
    struct vow_generator *generator = (struct vow_generator *)node;
    struct vow_promise *operand = generator->at.awaiting;

    if (!operand) {
        vow_generator_answer_(generator, VOW_DONE, ((struct vow_promise *)generator->requests->next)->value);
    } else {
        bool rejected = operand->node.state >= VOW_REJECTED;

        vow_generator_answer_(generator, rejected ? VOW_REJECTED : VOW_DONE, nested_value(operand));
        release(operand);
    }
    vow_generator_drain_(generator);
}

/* ---- asking ---- */

/* `promise` is fresh and has the caller's reference; a queued request adds one. */
static struct vow_promise *request(struct vow_generator *generator, unsigned kind, vow_value value,
                                   struct vow_promise *promise)
{
    unsigned state = generator->node.flags;
    bool resting = state == GENERATOR_START || state == GENERATOR_COMPLETED;

    if (kind == REQUEST_NEXT && state == GENERATOR_COMPLETED) {
        settle(promise, VOW_DONE, VOW_UNDEFINED);
        return promise;
    }
    if (kind == REQUEST_THROW && resting) {
        free_unstarted(generator);
        generator->node.flags = GENERATOR_COMPLETED;
        settle(promise, VOW_REJECTED, value);
        return promise;
    }
    promise->node.flags |= (uint8_t)kind;
    promise->value = value;
    promise->node.references++;
    ring_append(&generator->requests, &promise->node);
    if ((kind & PROMISE_REQUEST) == REQUEST_RETURN && resting) {
        free_unstarted(generator);
        generator->node.flags = GENERATOR_DRAINING;
        vow_generator_drain_(generator);
    } else if (state == GENERATOR_START || state == GENERATOR_YIELDED) {
        generator->node.flags = GENERATOR_EXECUTING;
        resume_now(LOOP, generator->at.task);
    }
    return promise;
}

struct vow_promise *vow_generator_request_(struct vow_generator *generator, unsigned kind, vow_value value,
                                           struct vow_promise *slot)
{
    if (UNLIKELY(generator->node.state != NODE_DRAIN)) { /* the generator could not be made */
        vow_value reason = ((struct vow_promise *)(void *)generator)->value;

        vow_rejection_handled_((struct vow_promise *)(void *)generator);
        settle(slot, VOW_REJECTED, reason);
        return slot;
    }
    return request(generator, kind, value, slot);
}

static struct vow_promise *request_new(struct vow_generator *generator, unsigned kind, vow_value value)
{
    struct vow_promise *promise = pool_take(&LOOP->promises);

    if (UNLIKELY(!promise))
        return vow_dry_promise_();
    promise_init(promise, VOW_PENDING, PROMISE_RESOLVED, 1);
    return vow_generator_request_(generator, kind, value, promise);
}

struct vow_promise *vow_generator_next(struct vow_generator *generator, vow_value value)
{
    NOT_IN_HANDLER();
    struct vow_loop *loop = LOOP;
    struct vow_promise *promise;

    if (UNLIKELY((node_word(&generator->node) & 0xFFFF) != (NODE_DRAIN | GENERATOR_YIELDED << 8)))
        return request_new(generator, REQUEST_NEXT, value);
    promise = pool_take(&loop->promises);
    if (UNLIKELY(!promise))
        return vow_dry_promise_();
    promise_init(promise, VOW_PENDING, PROMISE_RESOLVED | REQUEST_NEXT, 2);
    promise->value = value;
    promise->node.next = &promise->node;
    generator->requests = &promise->node; /* the only one: else the body would not stand at a yield */
    generator->node.flags = GENERATOR_EXECUTING;
    resume_now(loop, generator->at.task);
    return promise;
}

struct vow_promise *vow_generator_throw(struct vow_generator *generator, vow_value reason)
{
    NOT_IN_HANDLER();
    return request_new(generator, REQUEST_THROW, reason);
}

struct vow_promise *vow_generator_return(struct vow_generator *generator, vow_value value)
{
    NOT_IN_HANDLER();
    return request_new(generator, REQUEST_RETURN, value);
}

/* `operand`: a promise, consumed, or one tagged with OPERAND_THENABLE. */
static struct vow_promise *return_operand(struct vow_generator *generator, uintptr_t operand)
{
    struct vow_promise *answer = pool_take(&LOOP->promises);

    if (UNLIKELY(!answer) || UNLIKELY(generator->node.state != NODE_DRAIN))
        release((struct vow_promise *)(operand & ~OPERAND_THENABLE));
    if (UNLIKELY(!answer))
        return vow_dry_promise_();
    promise_init(answer, VOW_PENDING, PROMISE_RESOLVED, 1);
    return vow_generator_request_(generator, REQUEST_RETURN | REQUEST_OF_PROMISE, vow_uint(operand), answer);
}

struct vow_promise *vow_generator_return_promise(struct vow_generator *generator, struct vow_promise *promise)
{
    NOT_IN_HANDLER();
    return return_operand(generator, (uintptr_t)promise);
}

struct vow_promise *vow_generator_return_thenable(struct vow_generator *generator, struct vow_thenable *thenable)
{
    NOT_IN_HANDLER();
    struct vow_promise *promise = vow_promise_new((const char *)thenable);

    if (UNLIKELY(promise->node.state != VOW_PENDING))
        return promise;
    promise->node.flags |= PROMISE_RESOLVED; /* claimed for the thenable */
    return return_operand(generator, (uintptr_t)promise | OPERAND_THENABLE);
}
