/* SPDX-License-Identifier: MIT */
/* The event loop.
 *
 * One pass: everything that interrupts had handed over when it began, then the timers of the next due tick. Each is a
 * macrotask: all microtasks and rejection reports run before the next one (9.2, 10.1). Nothing can join a pass that has
 * begun, so neither kind starves the other. */
#include "arrivals.h"
#include "idle.h"

#include <vow/idle.h>

/* Weak: a kind of job is linked if something that creates it is. */
static void (*const job_of[NODE_KINDS])(struct vow_node *node) = {
    [NODE_THEN] = vow_then_job_,
    [NODE_FINALLY] = vow_finally_job_,
    [NODE_FINALLY_END] = vow_finally_end_job_,
    [NODE_ADOPT] = vow_adopt_job_,
    [NODE_ADOPTING] = vow_adopting_job_,
    [NODE_THENABLE] = vow_thenable_job_,
    [NODE_WRAP] = vow_wrap_job_,
    [NODE_DRAIN] = vow_drain_job_,
    [NODE_ELEMENT] = vow_element_job_,
    [NODE_MICROTASK] = vow_microtask_job_,
    [NODE_CALL] = vow_call_job_,
};

static inline void switch_to_task(struct vow_loop *loop, struct vow_task *task)
{
    loop->current = task;
    vow_arch_switch_from_loop(&loop->root.context, &task->context);
}

static inline void run_microtasks(struct vow_loop *loop)
{
    do {
        while (loop->queue) {
            struct vow_node *node = ring_take(&loop->queue);

            count_microtask(loop);
            if (LIKELY(node->state == NODE_TASK)) {
                CANCEL_POINT_AFTER(loop, (struct vow_task *)node);
                switch_to_task(loop, (struct vow_task *)node);
            } else {
                loop->job = node;
                job_of[node->state](node);
            }
        }
    } while (UNLIKELY(loop->attention & TO_REPORT) && vow_rejections_report_(loop));
}

/* ---- macrotasks ---- */

#if VOW_CONFIG_LEVELS == 1
static void settle_arrival(struct vow_loop *loop) { settle_oldest(loop, 0); }

static __attribute__((noinline)) void settle_first_of(struct vow_loop *loop, uintptr_t taken)
{
    loop->arrived = (struct vow_node *)oldest_first(taken);
    settle_arrival(loop);
}

/* As a rule one task waits for it, and is the next job, as the queue is empty. Its await keeps the promise. */
static inline void settle_only(struct vow_loop *loop, struct vow_promise *promise)
{
    const uint32_t word = node_word(&promise->node);
    struct vow_node *reaction = promise->reactions;

    if (LIKELY(!(word & WORD_UNRESOLVABLE) && reaction && reaction->next == reaction && reaction->state == NODE_TASK)) {
        node_set_word(&promise->node, word + WORD_RESOLVE - WORD_REFERENCE); /* [L4] */
        count_microtask(loop);
        CANCEL_POINT_AFTER(loop, (struct vow_task *)reaction);
        switch_to_task(loop, (struct vow_task *)reaction);
    } else {
        vow_promise_resolve(promise, promise->value); /* [L4] */
    }
}

/* Takes all that handlers have handed over, as a rule one promise, and settles the oldest. */
static inline void take_arrivals(struct vow_loop *loop)
{
    uintptr_t taken = vow_arch_exchange(&loop->handed_over, HAND_OVER_END); /* [L2] */
    struct vow_promise *promise = (struct vow_promise *)taken;

    if (LIKELY((uintptr_t)promise->node.next == HAND_OVER_END))
        settle_only(loop, promise);
    else
        settle_first_of(loop, taken);
}

/* Begins a pass with its first macrotask, without that one's microtasks; false if there is none. */
static inline bool begin_pass(struct vow_loop *loop, bool arrivals)
{
    if (UNLIKELY(timers_have_work(loop)))
        vow_timers_advance_(loop);
    if (arrivals)
        take_arrivals(loop);
    else if (loop->due)
        vow_timer_fire_(loop);
    else
        return false;
    return true;
}
#else
static inline bool begin_pass(struct vow_loop *loop, bool arrivals)
{
    (void)arrivals;
    return vow_levels_begin_(loop);
}
#endif

/* The last look and the sleep are one step: interrupts are masked in between, and a pending one ends the sleep at once.
 * Its handler runs when they are unmasked; most often it was a tick at which nothing is due, so this is a loop. It is the only look
 * at the hand-over, too, for a loop that need not come back: true, if that is why it did not sleep any longer. */
static inline bool sleep_until_interrupts_bring_work(struct vow_loop *loop)
{
    const uintptr_t state = vow_arch_irq_save(); /* [S1] */

    while (!handed_over(loop)) { /* [S2] */
        if (timers_have_work(loop)) { /* [S3] */
            vow_arch_irq_restore(state); /* [S5] */
            return false;
        }
        wait_for_interrupt(loop); /* [S4] */
        vow_arch_irq_window(state); /* [S5], and [S1] again */
    }
    vow_arch_irq_restore(state); /* [S5] */
    return true;
}

#if VOW_CONFIG_TICKLESS
bool vow_loop_may_sleep(void *loop) { return !handed_over(loop) && !timers_have_work(loop); }

struct look {
    struct vow_loop *loop, *above;
    uint32_t polls; /* of the loop above when the deadline was asked for: it may have set an earlier one since */
};

static bool nothing_came(void *argument)
{
    const struct look *look = argument;

    if (handed_over(look->loop) || (int32_t)(look->loop->ticks_low - look->loop->stop_low) >= 0) /* [S2] [S3] */
        return false;
#if VOW_CONFIG_MULTI_LOOP && VOW_CONFIG_WAKE_HOOK
    if (look->above)
        return look->above->polls == look->polls;
#endif
    return true;
}

static void sleep_on_the_board(struct vow_loop *loop)
{
    struct look look = { .loop = loop };

#if VOW_CONFIG_MULTI_LOOP && VOW_CONFIG_WAKE_HOOK
    look.above = loop->above;
    look.polls = look.above ? look.above->polls : 0;
#endif
    if (!vow_timers_advance_)
        loop->stop_low = loop->ticks_low + (1u << 30); /* no timer in the program: the look need not ask that, masked */
    vow_board_idle(vow_loop_deadline(loop), nothing_came, &look);
}

/* One sleep to the deadline: what it was for is seen where the loop looks for work. A loop that is not the board's has no clock of the
 * board's. */
static inline bool sleep_until_work(struct vow_loop *loop)
{
    if (loop != &vow_main_loop)
        return sleep_until_interrupts_bring_work(loop);
    if (vow_loop_may_sleep(loop))
        sleep_on_the_board(loop);
    return handed_over(loop); /* [L1] */
}
#else
#define sleep_until_work sleep_until_interrupts_bring_work
#endif

/* A step of the timer wheel counts as a macrotask. */
static bool leaves(struct vow_loop *loop)
{
    return !(loop->attention & POLLING) || loop->polls_left-- == 0;
}

/* Not inlined: in the function that saves the registers no variable may stay in one. */
static __attribute__((noinline)) void run_until_left(struct vow_loop *loop)
{
    for (;;) {
        bool may_leave;

        run_microtasks(loop);
        may_leave = loop->attention;
        if (UNLIKELY(may_leave) && leaves(loop))
            return;
        count_microtasks_anew(loop);
#if VOW_CONFIG_LEVELS == 1
        if (loop->arrived) {
            settle_arrival(loop);
            continue;
        }
        if (loop->due) {
            vow_timer_fire_(loop);
            continue;
        }
#endif
        while (!begin_pass(loop, UNLIKELY(may_leave) ? handed_over(loop) /* [L1] */ : sleep_until_work(loop)))
            if (UNLIKELY(may_leave) && (!timers_have_work(loop) || leaves(loop)))
                return;
    }
}

/* A throw out of a callback comes back to where the registers were saved: the queue goes on with the next job. */
#define COME_BACK_HERE(loop) (void)VOW_SAVE_REGISTERS_((loop)->registers)

static void run(struct vow_loop *loop)
{
    struct vow_loop *before = vow_loop_enter(loop);

    VOW_KEEP(loop);
    VOW_KEEP(before);
#if VOW_CONFIG_HANDLER_CHECK == 2
    loop->handler = vow_arch_handler();
#endif
    COME_BACK_HERE(loop);
    run_until_left(loop);
    NO_LEVEL_SERVED(loop);
    vow_loop_enter(before);
}

void vow_loop_run(struct vow_loop *loop)
{
    ASSERT(loop->current == &loop->root, "vow_loop_run from a task of its own loop");
    run(loop);
    loop->attention &= ~(unsigned)STOPPING;
}

void vow_loop_stop(struct vow_loop *loop)
{
    NOT_IN_HANDLER();
    loop->attention |= STOPPING;
}

static vow_time own_deadline(const struct vow_loop *loop)
{
    if (has_arrivals(loop) || handed_over(loop) || loop->queue)
        return loop_now(loop);
    return vow_timers_deadline_ ? vow_timers_deadline_(loop) : VOW_TIME_NEVER;
}

/* The loop above has no sleep of its own: while the one below sleeps, both do. */
vow_time vow_loop_deadline(const struct vow_loop *loop)
{
    vow_time deadline = own_deadline(loop);
#if VOW_CONFIG_MULTI_LOOP && VOW_CONFIG_WAKE_HOOK
    vow_time above = loop->above ? own_deadline(loop->above) : VOW_TIME_NEVER;

    if (above < deadline)
        deadline = above;
#endif
    return deadline;
}

vow_time vow_loop_poll(struct vow_loop *loop, unsigned macrotasks)
{
    ASSERT(loop->current == &loop->root, "vow_loop_poll from a task of its own loop");
    loop->polls_left = macrotasks;
    loop->attention |= POLLING;
    run(loop);
    loop->attention &= ~(unsigned)POLLING;
    return vow_loop_deadline(loop);
}

void vow_loop_threw_(vow_value reason)
{
    struct vow_loop *loop = LOOP;
    struct vow_node *job = loop->job;

    ASSERT(job != REPORT_JOB, "a hook threw");
    loop->root.scopes = NULL;
    loop->job = REPORT_JOB;
    if (job && (job->state == NODE_THEN || job->state == NODE_FINALLY))
        vow_then_threw_(job, reason);
    else
        vow_hook_uncaught_error(reason);
    RESTORE_REGISTERS(loop->registers);
}
