/* SPDX-License-Identifier: MIT */
/* Cancelling at each await in turn. */
#include "wait.h"

#include <vow/cancel_points.h>

#if VOW_CONFIG_CANCEL_POINTS

static struct {
    bool counts;
    unsigned seen, at;
    const struct vow_task *except;
    void (*reached)(void *argument, struct vow_task *task);
    void *argument;
} watch;

static void point(struct vow_task *task)
{
    if (!watch.counts || task == watch.except || ++watch.seen != watch.at)
        return;
    watch.counts = false; /* what `reached` does has no points */
    watch.reached(watch.argument, task);
    watch.counts = true;
}

void vow_cancel_point_before_(struct vow_task *task)
{
    if (!(task->node.flags & TASK_LOOP))
        point(task);
}

/* On the stack of the task that is about to be left, as if it had been: a cancel switches to no one. */
void vow_cancel_point_in_(struct vow_loop *loop, struct vow_task *task, struct vow_task *next)
{
    struct vow_task *running = loop->current;

    if (!(task->node.flags & TASK_LIVE))
        return;
    loop->current = next;
    point(task);
    loop->current = running;
}

void vow_cancel_points_watch(unsigned at, void (*reached)(void *argument, struct vow_task *task), void *argument)
{
    NOT_IN_HANDLER();
    watch.counts = true;
    watch.seen = 0;
    watch.at = at;
    watch.except = vow_task_current();
    watch.reached = reached;
    watch.argument = argument;
}

unsigned vow_cancel_points_end(void)
{
    NOT_IN_HANDLER();
    watch.counts = false;
    return watch.seen;
}

/* ---- trials ---- */

unsigned vow_mutexes_locked_;

struct state {
    unsigned blocks, tasks, timers, locked;
};

static unsigned count_ring(const struct vow_timer *last)
{
    const struct vow_timer *timer = last;
    unsigned count = 0;

    if (timer)
        do {
            count++;
            timer = timer->next;
        } while (timer != last);
    return count;
}

static struct state look(void)
{
    const struct vow_loop *loop = LOOP;
    struct state state = { vow_loop_live(), 0, count_ring(loop->far) + count_ring(loop->moving), vow_mutexes_locked_ };

    for (unsigned i = 0; i < VOW_CONFIG_LEVELS; i++)
        state.timers += count_ring(DUE(loop, i));
    for (unsigned i = 0; i < VOW_CONFIG_TIMER_LEVELS * VOW_TIMER_SLOTS; i++)
        state.timers += count_ring(loop->slot[i]);
    for (const struct vow_task *task = vow_task_next(NULL); task; task = vow_task_next(task))
        state.tasks++;
    return state;
}

static const char *compare(struct state before)
{
    struct state after = look();

    if (after.tasks != before.tasks)
        return "a task is still alive";
    if (after.timers != before.timers)
        return "a timer is still active";
    if (after.locked != before.locked)
        return "a mutex is still locked";
    return after.blocks != before.blocks ? "a block of a pool leaked" : NULL;
}

struct cut {
    struct vow_promise *promise;
    bool of_function;
};

static void cut_here(void *argument, struct vow_task *task)
{
    const struct cut *cut = argument;

    if (cut->of_function)
        vow_promise_cancel(cut->promise);
    else
        vow_task_cancel(task);
}

/* The promise is made before the function runs, so that it can be cancelled in its first turn. */
static bool start(const struct vow_cancel_trial *trial, struct cut *cut, unsigned at)
{
    struct vow_task *task = vow_task_new_(&trial->function->function, trial->argument, trial->bytes);

    if (!task)
        return false;
    cut->promise = pool_take(&LOOP->promises);
    if (!cut->promise) {
        vow_task_free_(task);
        return false;
    }
    vow_cancel_points_watch(at, cut_here, cut);
    vow_task_start_(task, cut->promise)->node.flags |= PROMISE_HANDLED; /* it will be looked at */
    return true;
}

/* One run. Gives back what is wrong, or NULL; *points is how many there were. */
static const char *run(const struct vow_cancel_trial *trial, bool of_function, unsigned at, unsigned *points)
{
    uint32_t left_ms = trial->limit_ms ? trial->limit_ms : 10000;
    struct cut cut = { NULL, of_function };
    struct state before;
    const char *fault;

    if (trial->begin)
        trial->begin(trial->context);
    before = look();
    if (!start(trial, &cut, at))
        return "no stack or no promise for the function";
    while (vow_promise_status(cut.promise) == VOW_PENDING && left_ms--)
        vow_sleep_ms(1);
    *points = vow_cancel_points_end();
    if (vow_promise_status(cut.promise) == VOW_PENDING) {
        vow_promise_release(cut.promise);
        return "the function does not end";
    }
    vow_await_result(cut.promise, NULL);
    vow_sleep_ms(trial->settle_ms ? trial->settle_ms : 1);
    fault = compare(before);
    return fault || !trial->check ? fault : trial->check(trial->context);
}

bool vow_cancel_points_try(const struct vow_cancel_trial *trial, struct vow_cancel_report *report)
{
    NOT_IN_HANDLER();
    VOW_SHIELD();

    *report = (struct vow_cancel_report){ .fault = NULL };
    report->fault = run(trial, true, 0, &report->points);
    for (int round = 0; round < 2 && !report->fault; round++) {
        unsigned points; /* those of a run that was cancelled say nothing */

        report->of_function = round == 0;
        for (report->at = 0; !report->fault && report->at < report->points; report->runs++)
            report->fault = run(trial, report->of_function, ++report->at, &points);
    }
    return !report->fault;
}

#endif
