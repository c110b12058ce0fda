/* SPDX-License-Identifier: MIT */
/* Runs that leave nothing behind: in a process of their own (apart_native.c), or with the RAM put back (apart_cortexm.c). */
#ifndef VOW_TESTS_APART_H
#define VOW_TESTS_APART_H

#include "test.h"

/* One run of a scenario, and what came of it. */
struct run {
    const struct vow_async_function *body;
    uint32_t ms;
    unsigned at; /* the point that is cut; 0: none */
    bool of_function;
    unsigned points;
    const char *fault; /* NULL: none */
};

/* `once` fills in the run, which lies on the main stack; nothing else that it does stays. */
void vow_test_apart(void (*once)(struct run *run), struct run *run);

#endif
