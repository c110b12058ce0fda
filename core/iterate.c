/* SPDX-License-Identifier: MIT */
/* for await (section 8 of the rules). The promise of each round is a slot in the loop's own frame. */
#include "generator.h"

enum { LOOP_FRESH, LOOP_IN_NEXT, LOOP_IN_BODY, LOOP_LEFT };

struct vow_promise *vow_generator_next_(void *self, vow_value value, struct vow_promise *slot)
{
    return vow_generator_request_(self, REQUEST_NEXT, value, slot);
}

struct vow_promise *vow_generator_return_(void *self, vow_value value, struct vow_promise *slot)
{
    return vow_generator_request_(self, REQUEST_RETURN, value, slot);
}

struct vow_promise *vow_generator_throw_(void *self, vow_value reason, struct vow_promise *slot)
{
    return vow_generator_request_(self, REQUEST_THROW, reason, slot);
}

static void generator_release(void *self) { vow_generator_release(self); }

static const struct vow_iterator_methods generator_methods = { vow_generator_next_, vow_generator_return_, vow_generator_throw_,
                                                             generator_release };

struct vow_iterator vow_iterate(struct vow_generator *generator)
{
    NOT_IN_HANDLER();
    struct vow_iterator iterator = { &generator_methods, generator };

    return iterator;
}

struct vow_promise *vow_iterator_answer(struct vow_promise *slot, enum vow_status status, vow_value value)
{
    NOT_IN_HANDLER();
    ASSERT(slot->node.state == VOW_PENDING, "vow_iterator_answer: the slot is answered already");
    settle(slot, status, value);
    return slot;
}

static void leave_scope(struct vow_for_await *loop) { LOOP->current->scopes = loop->scope.previous; }

static void enter_scope(struct vow_for_await *loop)
{
    struct vow_task *me = LOOP->current;

    loop->scope.previous = me->scopes;
    me->scopes = &loop->scope;
}

static void release_iterator(struct vow_for_await *loop)
{
    loop->phase = LOOP_LEFT;
    if (loop->iterator.methods->release)
        loop->iterator.methods->release(loop->iterator.self);
}

struct closing {
    struct vow_iterator *iterator;
    struct vow_promise *slot;
};

static vow_value await_return(void *argument)
{
    const struct closing *closing = argument;
    struct vow_promise *answer;
    vow_value value;
    enum vow_status status;

    slot_init(closing->slot);
    answer = closing->iterator->methods->return_(closing->iterator->self, VOW_UNDEFINED, closing->slot);
    status = vow_await_result(answer, &value);
    if (status >= VOW_REJECTED)
        vow_throw(thrown_reason(status, value));
    if (status != VOW_ITEM && status != VOW_DONE)
        vow_throw_error(&vow_error_not_iterator_result);
    return value;
}

/* A failure surfaces, unless a throw is on its way, which wins (8.5). */
void vow_iterator_close_(struct vow_iterator *iterator, struct vow_promise *slot, unsigned completion)
{
    struct closing closing = { iterator, slot };

    if (!iterator->methods->return_)
        return;
    if (completion == VOW_COMPLETION_THROW)
        vow_try(await_return, &closing, NULL);
    else
        await_return(&closing);
}

/* The loop is left, by an unwinding or from vow_for_await_leave_. Out of next() there is nothing to close (8.3). */
static void leave(struct vow_scope *scope, unsigned completion, vow_value value)
{
    struct vow_for_await *loop = (struct vow_for_await *)scope;

    (void)value;
    if (loop->phase == LOOP_IN_BODY) {
        loop->phase = LOOP_IN_NEXT; /* if closing throws: come here once more, only to release */
        enter_scope(loop);
        vow_iterator_close_(&loop->iterator, &loop->slot, completion);
        leave_scope(loop);
    }
    release_iterator(loop);
}

struct vow_for_await vow_for_await_begin_(struct vow_iterator iterator)
{
    NOT_IN_HANDLER_AS("VOW_FOR_AWAIT");
    struct vow_for_await loop;

    loop.iterator = iterator;
    loop.value = VOW_UNDEFINED;
    loop.phase = LOOP_FRESH;
    return loop;
}

void vow_for_await_leave_(struct vow_for_await *loop)
{
    if (loop->phase == LOOP_LEFT)
        return;
    vow_scope_leave_(&loop->scope);
}

/* next() of a generator that stands at a yield, and the await of its answer, in one: the consumer subscribes first and
 * hands its resumer on. Between next() and the await nothing else could run, so the order is the same with two switches
 * instead of four. RESUMED_BY_LOOP mends the one case in which the body's end comes first. */
static unsigned next_of_yielded(struct vow_for_await *loop, struct vow_generator *generator)
{
    struct vow_loop *running = LOOP;
    struct vow_task *me = running->current, *task = generator->at.task;
    struct vow_promise *slot = &loop->slot;

    promise_init(slot, VOW_PENDING, PROMISE_HANDLED | REQUEST_NEXT, SLOT_REFERENCES);
    slot->value = VOW_UNDEFINED;
    slot->node.next = &slot->node;
    generator->requests = &slot->node;
    me->awaiting = slot;
    me->node.next = &me->node;
    slot->reactions = &me->node;
    generator->node.flags = GENERATOR_EXECUTING;
    task->awaiting = RESUMED_BY_LOOP;
    hand_over_to(running, me, task);
    loop->value = slot->value;
    CANCEL_SEEN(me, slot->node.state, slot->value);
    return slot->node.state;
}

bool vow_for_await_next_(struct vow_for_await *loop)
{
    struct vow_generator *generator = loop->iterator.self;
    unsigned status;

    if (loop->phase == LOOP_FRESH) {
        loop->scope.run = leave;
        enter_scope(loop);
        loop->phase = LOOP_IN_BODY;
    }
    waiter(LOOP); /* a cancelled task asks for nothing more, and closes the iterator */
    loop->phase = LOOP_IN_NEXT;
    if (loop->iterator.methods->next == vow_generator_next_ && generator->node.flags == GENERATOR_YIELDED) {
        status = next_of_yielded(loop, generator);
    } else {
        slot_init(&loop->slot);
        loop->slot.value = vow_string("next()");
        status = vow_await_result(loop->iterator.methods->next(loop->iterator.self, VOW_UNDEFINED, &loop->slot),
                                  &loop->value);
    }
    if (LIKELY(status == VOW_ITEM)) {
        loop->phase = LOOP_IN_BODY;
        return true;
    }
    if (status >= VOW_REJECTED)
        vow_throw(thrown_reason(status, loop->value));
    if (status != VOW_DONE)
        vow_throw_error(&vow_error_not_iterator_result);
    leave_scope(loop);
    release_iterator(loop);
    return false;
}
