/* SPDX-License-Identifier: MIT */
/* A loop above the tests', which is made anew by each test. */
#ifndef VOW_TESTS_ABOVE_H
#define VOW_TESTS_ABOVE_H

#include "../harness/script.h"

#include <vow/above.h>

enum { ABOVE_PROMISES = 8, ABOVE_RECORDS = 4, ABOVE_STACKS = 3 };

extern struct vow_loop urgent_loop;
extern const struct vow_loop_config urgent_loop_config;

/* The blocks of the urgent loop that are in use. */
unsigned above_live(void);

#define run_above(body) vow_loop_run_above(&urgent_loop, &urgent_loop_config, &body##_fn, NULL, 0)

/* Hands a promise of the urgent loop over: when this returns, what it woke has run. */
static inline void hand_up(struct vow_promise *promise, vow_value value)
{
    vow_promise_resolve_from_isr(&urgent_loop, promise, value);
}
static inline void hand_down(struct vow_promise *promise, vow_value value)
{
    vow_promise_resolve_from_isr(&vow_main_loop, promise, value);
}

#endif
