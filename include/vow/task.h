/* SPDX-License-Identifier: MIT */
#ifndef VOW_TASK_H
#define VOW_TASK_H

#include <stdbool.h>

#include <vow/arch.h>
#include <vow/promise.h>

VOW_BEGIN_DECLARATIONS

/* What async functions and async generator functions have in common. */
struct vow_function {
    const char *name;
    uint16_t length;      /* arity: for people and tools, as JavaScript's f.length */
    uint16_t stack_bytes; /* for its frames and arguments, without the guard; a free stack of at least this size is taken for a call */
#if VOW_CONFIG_LEVELS > 1
    uint8_t level;        /* <vow/level.h>: 0 for its caller's; else one more than the level of its tasks */
#endif
};

/* The last field. Private. */
#if VOW_CONFIG_LEVELS > 1
#define VOW_FUNCTION_LEVEL_(level_and_one) , level_and_one
#else
#define VOW_FUNCTION_LEVEL_(level_and_one)
#endif

/* Rules for async functions: constant objects. The entry is plain C on a stack of its own; it may await from any call
 * depth. `argument` points to a copy of what the caller passed, on that stack, good until the function ends. */
struct vow_async_function {
    struct vow_function function;
    vow_value (*entry)(void *argument);
};

/** static const struct vow_async_function blink_fn = VOW_ASYNC_FUNCTION(blink, 1, 256); */
#define VOW_ASYNC_FUNCTION(entry, length, stack_bytes) \
    { { #entry, length, stack_bytes VOW_FUNCTION_LEVEL_(0) }, entry }

/** The same at run time. `name` must live as long as the result.   @context any */
static inline struct vow_async_function vow_async_function_make(vow_value (*entry)(void *argument), const char *name,
                                                                uint16_t length, uint16_t stack_bytes)
{
    struct vow_async_function made;

    made.function.name = name;
    made.function.length = length;
    made.function.stack_bytes = stack_bytes;
#if VOW_CONFIG_LEVELS > 1
    made.function.level = 0;
#endif
    made.entry = entry;
    return made;
}

/* An async function with its arguments: bind(null, ...). The arguments are borrowed until the call copies them. */
struct vow_bound_function {
    const struct vow_async_function *function;
    const void *argument;
    size_t bytes;
};

/* The tags of JavaScript's objects (5.15, 7.9). */
#define VOW_TAG_ASYNC_FUNCTION "AsyncFunction"
#define VOW_TAG_GENERATOR_FUNCTION "AsyncGeneratorFunction"
#define VOW_TAG_GENERATOR "AsyncGenerator"

struct vow_scope;
struct vow_generator;

/* A running async function or generator body: the control block at the top of its stack. Private. */
struct vow_task {
    struct vow_node node;             /* the task is its own reaction and its own microtask */
    struct vow_arch_context context;  /* where it stands while it does not run */
    struct vow_task *resumer;         /* who resumed it synchronously and gets control at its next await; else NULL */
    struct vow_scope *scopes;         /* open try, defer and for-await blocks, innermost first */
    struct vow_promise *awaiting;     /* what it waits for, or the last thing it waited for */
    union {
        struct vow_promise *promise;
        struct vow_generator *generator;
    } owner;                          /* what its end answers */
    const struct vow_function *function;
    uintptr_t adopted;                /* given to vow_adopt or vow_adopt_thenable and not yet returned */
#if VOW_CONFIG_DEBUG
    unsigned mutexes;                 /* how many it has */
#endif
#if VOW_CONFIG_LEVELS > 1
    uint8_t level;
#endif
};

/** Calls an async function: copies `bytes` of `argument` to a fresh stack, runs the body up to its first await, and
 *  returns its promise.
 *  @param argument  NULL if bytes is 0
 *  @errors vow_error_pool_stack, vow_error_pool_promise: a rejected promise, and nothing has run
 *  @memory the argument is copied; the caller gets one reference   @context task, loop   @suspends no (the caller goes
 *  on when the body suspends or ends)   @cancel stops the function: the error arrives at its await, and the promise settles when
 *  its cleanup is over */
struct vow_promise *vow_call(const struct vow_async_function *function, const void *argument, size_t bytes);

/** vow_call of a function with its arguments.   @context task, loop   @suspends no   @cancel as vow_call */
static inline struct vow_promise *vow_call_bound(const struct vow_bound_function *bound)
{
    VOW_NOT_IN_HANDLER_NOR_CALLEE_();
    return vow_call(bound->function, bound->argument, bound->bytes);
}

/** The same on memory of the caller's, which must live until the promise settles. No pool is asked for a stack.
 *  @param stack  aligned to 16; stack_bytes includes the control block (sizeof(struct vow_task)) and
 *  the guard (VOW_CONFIG_STACK_GUARD), which takes less than VOW_ARCH_STACK_ALIGN + VOW_ARCH_GUARD_PAD + VOW_ARCH_GUARD_BYTES
 *  @context task, loop   @suspends no   @cancel as vow_call */
struct vow_promise *vow_call_on(void *stack, size_t stack_bytes, const struct vow_async_function *function,
                                const void *argument, size_t bytes);

/** await promise: suspends this task alone, from any call depth, until the promise settles; always takes at least one
 *  microtask turn (5.3). Other tasks run meanwhile.
 *  @return the value. A rejection is thrown (vow_error_aggregate for any()).
 *  @memory consumes promise   @context task   @suspends yes   @cancel stops what settles the promise, with
 *  its own grade, if nobody else holds the promise; otherwise only the wait ends. A value that is there is returned */
vow_value vow_await(struct vow_promise *promise);

/** await that hands rejections back instead of throwing, and tells the kind of the value: VOW_FULFILLED, VOW_ITEM or
 *  VOW_DONE for an answer of next(), VOW_LIST, VOW_REJECTED, VOW_REJECTED_LIST.
 *  @param value  receives the value or the reason; may be NULL
 *  @memory consumes promise   @context task   @suspends yes   @cancel as vow_await */
enum vow_status vow_await_result(struct vow_promise *promise, vow_value *value);

/** await of a plain value: one microtask turn.   @context task   @suspends yes   @cancel strict */
vow_value vow_await_value(vow_value value);

/** vow_await(vow_call(...)), the same order of everything with fewer switches and no promise taken from the pool.
 *  @errors vow_error_pool_stack is thrown   @context task   @suspends yes   @cancel stops the function, and
 *  awaits its answer; of a task that is cancelled already nothing is called */
vow_value vow_await_call(const struct vow_async_function *function, const void *argument, size_t bytes);

/** await Promise.all: each promise in turn, with the same order of everything, and the values copied out.
 *  @param values  receives count values; untouched when it throws the first rejection
 *  @errors vow_error_pool_record is thrown   @memory consumes each promise   @context task   @suspends yes
 *  @cancel as vow_promise_all */
void vow_await_all(struct vow_promise *const *promises, size_t count, vow_value *values);

/** The running task; NULL in callbacks.   @context any   @suspends no */
struct vow_task *vow_task_current(void);

/** A task's name, for listings.   @context any   @suspends no */
const char *vow_task_name(const struct vow_task *task);

/** What the task waits for: the label of a promise, the name of an async function or generator, "a promise", or NULL
 *  if it is ready or running.   @context task, loop   @suspends no */
const char *vow_task_awaits(const struct vow_task *task);

/** Bytes of stack given to the task, without the guard, and the deepest use of that stack so far, by this task or an earlier one on the
 *  same block (0 without VOW_CONFIG_STACK_PAINT).   @context any   @suspends no */
size_t vow_task_stack_size(const struct vow_task *task);
size_t vow_task_stack_used(const struct vow_task *task);

/** The live tasks, one after another: NULL gives the first, NULL is returned after the last. Do not suspend between
 *  two calls.   @context any   @suspends no */
struct vow_task *vow_task_next(const struct vow_task *task);

VOW_END_DECLARATIONS

#endif
