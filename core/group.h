/* SPDX-License-Identifier: MIT */
/* What the files of groups share: the block (group.c) and its children (group_child.c). */
#ifndef VOW_CORE_GROUP_H
#define VOW_CORE_GROUP_H

#include "wait.h"

#include <vow/group.h>

/* A record: the reaction to the child's promise while it runs, the error of one that has failed. */
struct vow_group_child {
    struct vow_reaction reaction;
    struct vow_promise *promise;
    struct vow_group *group; /* NULL: its error was asked for */
    struct vow_group_child *next, **link; /* link: what points here, while it runs */
    vow_value reason; /* while it runs: where its result goes, or NULL */
};
_Static_assert(sizeof(struct vow_group_child) <= sizeof(struct vow_record), "a child fits a record");

enum { GROUP_FRESH, GROUP_OPEN, GROUP_CLOSING, GROUP_LEFT };

/* vow_group_call with a reaction of one's own, that passes the result on and ends with vow_group_ended_. */
void vow_group_start_(struct vow_group *group, const struct vow_bound_function *call, void (*run)(struct vow_reaction *reaction),
                      void *result);
void vow_group_ended_(struct vow_reaction *reaction);
/* Those that there are. */
void vow_group_answered_(struct vow_reaction *reaction) WEAK;
void vow_group_delivered_(struct vow_reaction *reaction) WEAK;

/* The block is left, or ends with a failure: children that catch the cancel and go on are cancelled again. */
void vow_group_insist_(const struct vow_group *group);

/* Whoever waits for a place, or for the end of all, goes on if he can. */
void vow_group_serve_(struct vow_group *group);

#endif
