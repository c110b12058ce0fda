/* SPDX-License-Identifier: MIT */
/* Levels: which of the macrotasks that are ready comes next.
 *
 * Between any two of them what handlers have handed over is sorted by level, and the timer wheel makes a step. Then the most urgent
 * level that has something ready goes on with its pass: what had arrived when the pass began, then the timers of its next due
 * tick, as the only pass of a loop without levels (loop.c). What is less urgent than the first level waits until the wheel has moved all that is
 * due, because something more urgent may be among it. Nothing here takes longer than a step of the wheel, but sorting, for each arrival. */
#include "arrivals.h"

#if VOW_CONFIG_LEVELS > 1

static void append(struct vow_level *level, struct vow_node *node, uintptr_t how)
{
    node->next = (struct vow_node *)(HAND_OVER_END | how);
    if (level->arrived) {
        how = (uintptr_t)level->arrived_last->next & HAND_OVER_REJECT;
        level->arrived_last->next = (struct vow_node *)((uintptr_t)node | how);
    } else {
        level->arrived = node;
    }
    level->arrived_last = node;
}

static __attribute__((noinline)) void sort_arrivals(struct vow_loop *loop)
{
    uintptr_t left = oldest_first(vow_arch_exchange(&loop->handed_over, HAND_OVER_END)); /* [L2] */

    while (left != HAND_OVER_END) {
        struct vow_promise *promise = (struct vow_promise *)left;
        uintptr_t next = (uintptr_t)promise->node.next;

        append(&loop->level[vow_level_of_arrival_(promise)], &promise->node, next & HAND_OVER_REJECT);
        left = next & ~HAND_OVER_REJECT;
    }
}

static struct vow_level *most_urgent(struct vow_loop *loop)
{
    for (struct vow_level *level = &loop->level[VOW_CONFIG_LEVELS]; level-- != loop->level;)
        if (level->arrived || level->due)
            return level;
    return NULL;
}

static vow_time next_due(const struct vow_level *level) { return level->due ? level->due->next->due : 0; }

static void begin_pass(struct vow_level *level)
{
    level->pass_last = level->arrived ? level->arrived_last : NULL;
    level->pass_due = next_due(level);
}

/* NULL: nothing is ready, or the loop is polled and has made a step of the wheel. */
static struct vow_level *next_level(struct vow_loop *loop)
{
    for (;;) {
        struct vow_level *level;

        if (handed_over(loop)) /* [L1] */
            sort_arrivals(loop);
        if (UNLIKELY(timers_have_work(loop)))
            vow_timers_advance_(loop);
        level = most_urgent(loop);
        if (level == &loop->level[VOW_CONFIG_LEVELS - 1] || LIKELY(!timers_have_work(loop)))
            return level;
        if (loop->attention & MAY_LEAVE)
            return NULL;
    }
}

bool vow_levels_begin_(struct vow_loop *loop)
{
    struct vow_level *level = next_level(loop);

    if (!level)
        return false;
    loop->root.level = (uint8_t)(level - loop->level);
    if (!level->pass_last && (!level->due || next_due(level) != level->pass_due))
        begin_pass(level);
    if (level->pass_last) {
        if (level->pass_last == level->arrived)
            level->pass_last = NULL;
        settle_oldest(loop, LEVEL_SERVED(loop));
    } else {
        vow_timer_fire_(loop);
    }
    return true;
}

#endif
