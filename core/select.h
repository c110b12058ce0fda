/* SPDX-License-Identifier: MIT */
/* What select (select.c) and its cases (select_*.c) share. */
#ifndef VOW_CORE_SELECT_H
#define VOW_CORE_SELECT_H

#include "wait.h"

#include <vow/select.h>

/* One vow_select, in the frame of its task. */
struct vow_selection {
    struct vow_source source;
    struct vow_promise slot;
    struct vow_case *cases, *chosen;
    size_t count;
    bool is_over; /* somebody has won, or it was cancelled */
};

struct vow_case_methods {
    /* Begins to wait; it may win at once. */
    void (*start)(struct vow_case *one);
    /* Ends the wait, also one that has not begun. False: it cannot be taken back, and will win. */
    bool (*withdraw)(struct vow_case *one);
    /* Called when the selection is over, for the winner, too; may suspend. NULL: nothing to do. */
    void (*finish)(struct vow_case *one);
};

/* Whoever makes it says in `at` that it has not begun. Field by field: the C library's memset takes five instructions for a byte. */
static inline struct vow_case case_make(const struct vow_case_methods *methods, void *object)
{
    struct vow_case one;

    one.methods = methods;
    one.object = object;
    one.value = VOW_UNDEFINED;
    one.status = VOW_PENDING;
    return one;
}

/* The case wins, unless it is too late, or one of the others cannot be taken back. With `firm` it cannot be taken back itself. */
bool vow_select_win_(struct vow_case *one, unsigned status, vow_value value, bool firm);

/* A case that waits for a promise. */
void vow_case_promise_start_(struct vow_case *one);
bool vow_case_promise_withdraw_(struct vow_case *one);

#endif
