/* SPDX-License-Identifier: MIT */
/* What the tests of async generators share: the generator that a test is about, and requests of it. */
#ifndef VOW_TESTS_GENERATOR_TEST_H
#define VOW_TESTS_GENERATOR_TEST_H

#include "../harness/script.h"

static struct vow_generator *it;

static inline struct vow_promise *throw_with(const char *reason) { return vow_generator_throw(it, vow_string(reason)); }
static inline struct vow_promise *return_with(const char *value) { return vow_generator_return(it, vow_string(value)); }

/* To the first yield. */
static inline void start(struct vow_generator *generator)
{
    it = generator;
    vow_promise_release(next(it));
    drain();
}

/* Everything that the requests set off, and the generator let go. */
static inline void finish(void)
{
    drain();
    vow_generator_release(it);
    drain();
}

#endif
