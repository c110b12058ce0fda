/* SPDX-License-Identifier: MIT */
/* Thenables (2.4, 2.5). The waiting promise is its own queue node; while it waits for its resolver its value slot holds
 * the resolver's number, so that a resolver that was used, or belongs to an earlier thenable, is known as stale. */
#include "internal.h"

#include <vow/thenable.h>

/* `promise` is claimed. The reference that is taken here is given up when the resolver has been used. */
void vow_promise_follow_thenable_(struct vow_promise *promise, struct vow_thenable *thenable)
{
    promise->node.state = NODE_THENABLE;
    promise->node.flags |= PROMISE_RESOLVED;
    promise->value = vow_pointer(thenable);
    vow_promise_retain(promise);
    enqueue(LOOP, &promise->node);
    follow_cancelled(promise);
}

struct call {
    struct vow_thenable *thenable;
    struct vow_resolver resolver;
};

static vow_value call_then(void *argument)
{
    struct call *call = argument;

    call->thenable->then(call->thenable, call->resolver);
    return VOW_UNDEFINED;
}

void vow_thenable_job_(struct vow_node *node)
{
    struct vow_promise *promise = (struct vow_promise *)node;
    struct call call = { promise->value.p, { promise, ++LOOP->resolver_id } };
    vow_value reason;

    node->state = NODE_THENABLE_WAIT;
    promise->value.u = call.resolver.id;
    if (vow_try(call_then, &call, &reason) >= VOW_REJECTED)
        vow_resolver_reject(call.resolver, reason);
}

/* The promise, if this resolver may still decide it. It is looked at even when it was given back to its pool: the memory
 * is still the pool's, and no other promise waits with this number. */
__attribute__((no_sanitize("address"))) static struct vow_promise *waiting(struct vow_resolver resolver)
{
    struct vow_promise *promise = resolver.promise;

    return promise->node.state == NODE_THENABLE_WAIT && promise->value.u == resolver.id ? promise : NULL;
}

void vow_resolver_resolve(struct vow_resolver resolver, vow_value value)
{
    NOT_IN_HANDLER();
    struct vow_promise *promise = waiting(resolver);

    if (!promise)
        return;
    settle(promise, VOW_FULFILLED, value);
    release(promise);
}

void vow_resolver_reject(struct vow_resolver resolver, vow_value reason)
{
    NOT_IN_HANDLER();
    struct vow_promise *promise = waiting(resolver);

    if (!promise)
        return;
    settle(promise, VOW_REJECTED, reason);
    release(promise);
}

void vow_resolver_adopt(struct vow_resolver resolver, struct vow_promise *followed)
{
    NOT_IN_HANDLER();
    struct vow_promise *promise = waiting(resolver);

    if (!promise) {
        release(followed);
        return;
    }
    vow_promise_follow_(promise, followed);
    release(promise);
}

void vow_resolver_adopt_thenable(struct vow_resolver resolver, struct vow_thenable *thenable)
{
    NOT_IN_HANDLER();
    struct vow_promise *promise = waiting(resolver);

    if (!promise)
        return;
    vow_promise_follow_thenable_(promise, thenable);
    release(promise);
}

/* The promise waits for the resolver that is returned. It keeps itself until then. */
static struct vow_resolver wait_for_resolver(struct vow_promise *promise)
{
    struct vow_resolver resolver = { promise, ++LOOP->resolver_id };

    promise->node.state = NODE_THENABLE_WAIT;
    promise->node.flags |= PROMISE_RESOLVED;
    promise->value.u = resolver.id;
    vow_promise_retain(promise);
    return resolver;
}

struct vow_promise *vow_promise_with_resolver(struct vow_resolver *resolver)
{
    NOT_IN_HANDLER();
    struct vow_promise *promise = vow_promise_new(NULL);

    resolver->promise = promise;
    resolver->id = 0; /* none: a dry promise cannot be decided */
    if (LIKELY(promise->node.state == VOW_PENDING))
        *resolver = wait_for_resolver(promise);
    return promise;
}

struct execution {
    void (*executor)(struct vow_resolver resolver, void *argument);
    void *argument;
    struct vow_resolver resolver;
};

static vow_value execute(void *argument)
{
    const struct execution *execution = argument;

    execution->executor(execution->resolver, execution->argument);
    return VOW_UNDEFINED;
}

struct vow_promise *vow_promise_create(void (*executor)(struct vow_resolver resolver, void *argument), void *argument)
{
    NOT_IN_HANDLER();
    struct execution execution = { executor, argument, { NULL, 0 } };
    struct vow_promise *promise = vow_promise_with_resolver(&execution.resolver);
    vow_value reason;

    if (LIKELY(execution.resolver.id) && vow_try(execute, &execution, &reason) >= VOW_REJECTED)
        vow_resolver_reject(execution.resolver, reason);
    return promise;
}

struct vow_promise *vow_promise_try(vow_value (*function)(void *argument), void *argument)
{
    NOT_IN_HANDLER();
    struct vow_promise *promise = vow_promise_new("try");
    vow_value value;

    if (UNLIKELY(promise->node.state != VOW_PENDING))
        return promise;
    promise->node.flags |= PROMISE_RESOLVED;
    if (vow_try(function, argument, &value) >= VOW_REJECTED)
        settle(promise, VOW_REJECTED, value);
    else
        resolve_with_result(LOOP->current, promise, value);
    return promise;
}

struct vow_promise *vow_promise_from_thenable(struct vow_thenable *thenable)
{
    NOT_IN_HANDLER();
    struct vow_promise *promise = vow_promise_new(NULL);

    if (LIKELY(promise->node.state == VOW_PENDING))
        vow_promise_follow_thenable_(promise, thenable);
    return promise;
}

void vow_promise_adopt_thenable(struct vow_promise *promise, struct vow_thenable *thenable)
{
    NOT_IN_HANDLER();
    if (vow_promise_claim_(promise))
        vow_promise_follow_thenable_(promise, thenable);
    release(promise);
}

vow_value vow_adopt_thenable(struct vow_thenable *thenable)
{
    NOT_IN_HANDLER();
    vow_adopted_set_(LOOP->current, (uintptr_t)thenable | ADOPTED_THENABLE);
    return vow_pointer(thenable);
}
