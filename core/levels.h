/* SPDX-License-Identifier: MIT */
/* Levels, as the rest of core sees them (levels.c, level_of.c). Without them there is one list of each kind. */
#ifndef VOW_CORE_LEVELS_H
#define VOW_CORE_LEVELS_H

#include "internal.h"

#if VOW_CONFIG_LEVELS > 1

#define ARRIVED(loop, i) ((loop)->level[i].arrived)
#define DUE(loop, i) ((loop)->level[i].due)
#define LEVEL_OF_TIMER(timer) vow_level_of_timer_(timer)
#define LEVEL_SERVED(loop) ((loop)->root.level)
/* What is called and started outside of any macrotask has level 0. */
#define NO_LEVEL_SERVED(loop) (void)((loop)->root.level = 0)

/* Begins the next macrotask, without its microtasks. False: none is ready, or the loop is polled and the timer wheel has to
 * move first. */
bool vow_levels_begin_(struct vow_loop *loop);

unsigned vow_level_of_arrival_(const struct vow_promise *promise);
unsigned vow_level_of_timer_(const struct vow_timer *timer);

/* What the timer will settle, of a sleep or delay; else NULL (sleep.c). */
const struct vow_promise *vow_sleep_settles_(const struct vow_timer *timer) WEAK;
struct vow_reaction;
/* What the select waits with, if the reaction is one of its cases; else NULL (select_promise.c). */
const struct vow_promise *vow_case_settles_(const struct vow_reaction *reaction) WEAK;
/* The first one who waits for the child whose reaction this is (group_child.c). */
const struct vow_promise *vow_group_settles_(const struct vow_reaction *reaction) WEAK;

#else

#define ARRIVED(loop, i) ((&(loop)->arrived)[i])
#define DUE(loop, i) ((&(loop)->due)[i])
#define LEVEL_OF_TIMER(timer) 0
#define LEVEL_SERVED(loop) 0
#define NO_LEVEL_SERVED(loop) (void)0

#endif

static inline bool has_arrivals(const struct vow_loop *loop)
{
    for (unsigned i = 0; i < VOW_CONFIG_LEVELS; i++)
        if (ARRIVED(loop, i))
            return true;
    return false;
}

static inline bool has_due(const struct vow_loop *loop)
{
    for (unsigned i = 0; i < VOW_CONFIG_LEVELS; i++)
        if (DUE(loop, i))
            return true;
    return false;
}

/* The list of due timers whose last one this is, or NULL. */
static inline struct vow_timer **due_ending_with(struct vow_loop *loop, const struct vow_timer *timer)
{
    for (unsigned i = 0; i < VOW_CONFIG_LEVELS; i++)
        if (DUE(loop, i) == timer)
            return &DUE(loop, i);
    return NULL;
}

#endif
