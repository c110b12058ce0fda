/* SPDX-License-Identifier: MIT */
/* Tasks: who runs, who goes on when it waits (task.c, await.c, unwind.c). */
#ifndef VOW_CORE_TASKS_H
#define VOW_CORE_TASKS_H

#include "internal.h"

/* NULL: no stack. The body has not run. */
struct vow_task *vow_task_new_(const struct vow_function *function, const void *argument, size_t bytes);
struct vow_task *vow_task_place_(struct vow_task *task, void *limit, const struct vow_function *function,
                                 const void *argument, size_t bytes, unsigned stack_class);
struct vow_promise *vow_task_start_(struct vow_task *task, struct vow_promise *promise);
void vow_guest_forget_(struct vow_task *task) WEAK;
struct vow_task *vow_guest_next_(const struct vow_task *task) WEAK;
void vow_task_free_(struct vow_task *task);
_Noreturn void vow_task_leave_(struct vow_task *task);
_Noreturn void vow_task_main_(void *argument);
_Noreturn void vow_task_unwound_(struct vow_task *task, unsigned completion, vow_value value);
_Noreturn void vow_generator_main_(struct vow_task *task, void *argument) WEAK;
_Noreturn void vow_generator_unwound_(struct vow_task *task, unsigned completion, vow_value value) WEAK;
_Noreturn void vow_unwind_(unsigned completion, vow_value value);

/* Goes to where VOW_SAVE_REGISTERS_ (<vow/try.h>) filled `words`: each family of compilers with its own pair. A macro, as
 * the address costs an instruction in a function. */
#if defined(__GNUC__) && !defined(__clang__)
#define RESTORE_REGISTERS(words) __builtin_longjmp(words, 1)
#else
#define RESTORE_REGISTERS(words) vow_arch_jump(words)
#endif

/* What a stack holds where it was never used. Not the guard, which may be closed already. */
#define STACK_PATTERN 0xA5
static inline void stack_paint(void *limit, const struct vow_task *task)
{
#if VOW_CONFIG_STACK_PAINT
    char *lowest = (char *)limit + VOW_ARCH_GUARD_BYTES;

    __builtin_memset(lowest, STACK_PATTERN, (size_t)((const char *)task - lowest));
#else
    (void)task;
#endif
    vow_arch_stack_fresh(limit);
}

/* Cancellation (cancel.c), linked by what cancels. Without it no task is ever marked. */
extern const struct vow_error vow_error_cancelled WEAK;
void vow_cancel_scope_fired_(struct vow_task *task);
/* The task has been handed this reason at an await. A macro, so that nothing is loaded where the status says that there is none. */
void vow_cancel_seen_(struct vow_task *task, vow_value reason) WEAK;
#define CANCEL_SEEN(task, status, reason) \
    (UNLIKELY((status) >= VOW_REJECTED) && vow_cancel_seen_ ? vow_cancel_seen_(task, reason) : (void)0)
/* The await of a task that is marked. */
struct vow_promise *vow_cancel_await_(struct vow_task *task, struct vow_promise *promise) WEAK;
_Noreturn void vow_cancel_throw_(struct vow_task *task) WEAK;
/* A generator's body has answered its request: whatever cancelled it for that is over. */
void vow_cancel_answered_(struct vow_task *task) WEAK;
/* While cleanup runs nothing that is open around it can cancel the task. Hands out how many shields there were, for unshield. */
static inline unsigned task_shields(const struct vow_task *task) { return task->node.references >> 8; }
unsigned vow_shield_(struct vow_task *task) WEAK;
void vow_unshield_(struct vow_task *task, unsigned shields) WEAK;
/* Has a scope that is open within the innermost shield fired (cancel_scope.c)? */
bool vow_cancel_scopes_fired_(const struct vow_task *task) WEAK;

/* The async function whose end settles the promise; NULL: none does. */
static inline struct vow_task *task_that_settles(const struct vow_promise *promise)
{
    for (struct vow_task *task = vow_task_next(NULL); task; task = vow_task_next(task))
        if (!(task->node.flags & TASK_GENERATOR) && task->owner.promise == promise)
            return task;
    return NULL;
}

/* It runs, or waits for one that it resumed to come back. */
static inline bool task_is_active(const struct vow_loop *loop, const struct vow_task *task)
{
    for (const struct vow_task *running = loop->current; running; running = running->resumer)
        if (running == task)
            return true;
    return false;
}

/* Leaves the innermost scope in the normal way. */
void vow_scope_leave_(struct vow_scope *scope);

/* Who is about to wait is the loop, which panics, or was cancelled. */
void vow_await_refused_(const struct vow_task *task, const void *place);

/* Tests cancel there (cancel_points.c): before a task waits; while it does, as soon as it stands aside; and when it has been waited
 * for and the task is about to go on, out of the queue. */
#if VOW_CONFIG_CANCEL_POINTS
void vow_cancel_point_before_(struct vow_task *task);
void vow_cancel_point_in_(struct vow_loop *loop, struct vow_task *task, struct vow_task *next);
#define CANCEL_POINT_BEFORE(task) vow_cancel_point_before_(task)
#define CANCEL_POINT_IN(loop, task, next) vow_cancel_point_in_(loop, task, next)
#define CANCEL_POINT_AFTER(loop, task) vow_cancel_point_in_(loop, task, &(loop)->root)
#else
#define CANCEL_POINT_BEFORE(task) (void)0
#define CANCEL_POINT_IN(loop, task, next) (void)0
#define CANCEL_POINT_AFTER(loop, task) (void)0
#endif

/* The running task, which is about to wait; nothing has been started yet that a cancel would have to take back. */
static inline __attribute__((always_inline)) struct vow_task *waiter(struct vow_loop *loop)
{
    struct vow_task *task = loop->current;

    CANCEL_POINT_BEFORE(task);
    if (UNLIKELY(task->node.flags & (TASK_LOOP | TASK_CANCELS))) {
        vow_await_refused_(task, vow_arch_caller());
        vow_cancel_throw_(task);
    }
    return task;
}

/* The next job, which was taken out of the queue, is a task. */
static inline __attribute__((always_inline)) void switch_to_next(struct vow_loop *loop, struct vow_task *task, struct vow_node *job)
{
    struct vow_task *next = (struct vow_task *)job;

    CANCEL_POINT_AFTER(loop, next);
    if (VOW_CONFIG_CANCEL_POINTS && next == task)
        return; /* it was cancelled while it stood aside */
    loop->current = next;
    vow_arch_switch(&task->context, &next->context);
}

/* Leaves the running task, which has arranged to be queued again, for who resumed it synchronously, or for the loop, which runs what
 * the queue has. */
static inline __attribute__((always_inline)) void leave_inline(struct vow_loop *loop, struct vow_task *task, struct vow_task *next)
{
    task->resumer = NULL;
    loop->current = next;
    if (next == &loop->root)
        vow_arch_switch_to_loop(&task->context, &next->context);
    else
        vow_arch_switch(&task->context, &next->context);
}

void vow_leave_(struct vow_loop *loop);

/* The same, and to the next job directly where that is a task. A task that was not resumed came from the queue, and so the next job
 * comes from there. */
static inline __attribute__((always_inline)) void suspend_inline(struct vow_loop *loop, struct vow_task *task)
{
    const struct vow_node *last;

    CANCEL_POINT_IN(loop, task, task->resumer ? task->resumer : &loop->root);
    last = loop->queue;
    if (UNLIKELY(task->resumer != NULL)) {
        vow_leave_(loop);
    } else if (last && LIKELY(last->next->state == NODE_TASK)) {
        count_microtask(loop);
        switch_to_next(loop, task, ring_take(&loop->queue));
    } else {
        loop->current = &loop->root;
        vow_arch_switch_to_loop(&task->context, &loop->root.context);
    }
}

/* The same for a task that is to be queued here. The queue has other jobs, or somebody resumed the task. */
static inline __attribute__((always_inline)) void suspend_queued(struct vow_loop *loop, struct vow_task *task)
{
    struct vow_node *last = loop->queue, *first;

    if (LIKELY(!task->resumer) && LIKELY((first = last->next)->state == NODE_TASK)) {
        last->next = &task->node;
        task->node.next = first->next; /* perhaps itself, now */
        loop->queue = &task->node;
        CANCEL_POINT_IN(loop, task, &loop->root);
        count_microtask(loop);
        switch_to_next(loop, task, first);
    } else {
        enqueue(loop, &task->node);
        CANCEL_POINT_IN(loop, task, task->resumer ? task->resumer : &loop->root);
        vow_leave_(loop);
    }
}

/* Runs the task until its first suspension, and then goes on here. */
static inline void resume_now(struct vow_loop *loop, struct vow_task *task)
{
    struct vow_task *me = loop->current;

    task->resumer = me;
    loop->current = task;
    if (me == &loop->root)
        vow_arch_switch_from_loop(&me->context, &task->context);
    else
        vow_arch_switch(&me->context, &task->context);
}

/* The running task waits, and `task` takes over its resumer: one switch less than resume_now and suspend. */
static inline void hand_over_to(struct vow_loop *loop, struct vow_task *me, struct vow_task *task)
{
    task->resumer = me->resumer;
    me->resumer = NULL;
    CANCEL_POINT_IN(loop, me, task);
    loop->current = task;
    vow_arch_switch(&me->context, &task->context);
}

/* Waits for the promise: gives back the one whose state says how it went, still referenced: the same, unless the task was
 * cancelled. */
struct vow_promise *vow_await_promise_(struct vow_promise *promise, const void *place);
static inline __attribute__((always_inline)) struct vow_promise *await_promise(struct vow_promise *promise)
{
    CANCEL_POINT_BEFORE(LOOP->current);
    return vow_await_promise_(promise, vow_arch_caller());
}

/* What is thrown for a rejection: the list of an any() may be gone with its promise. */
static inline vow_value thrown_reason(unsigned status, vow_value reason)
{
    return LIKELY(status == VOW_REJECTED) ? reason : vow_error_value(&vow_error_aggregate);
}

/* The end of an await of a rejected promise. */
_Noreturn void vow_throw_awaited_(unsigned status, vow_value reason);

/* The value of a settled promise where no status can go with it. */
vow_value vow_hook_nested_value(enum vow_status status, vow_value value) WEAK;
static inline vow_value nested_value(const struct vow_promise *promise)
{
    unsigned status = promise->node.state;

    if (LIKELY(status == VOW_FULFILLED || status == VOW_REJECTED))
        return promise->value;
    if (vow_hook_nested_value)
        return vow_hook_nested_value((enum vow_status)status, promise->value);
    return status >= VOW_REJECTED ? thrown_reason(status, promise->value) : promise->value;
}

/* vow_await_result with such a value (await.c). */
enum vow_status vow_await_nested_(struct vow_promise *promise, vow_value *value);

#endif
