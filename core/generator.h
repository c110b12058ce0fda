/* SPDX-License-Identifier: MIT */
/* What requests (generator.c), bodies (yield.c) and loops (iterate.c) of async generators share. */
#ifndef VOW_CORE_GENERATOR_H
#define VOW_CORE_GENERATOR_H

#include "internal.h"

/* Answers the request in service. */
void vow_generator_answer_(struct vow_generator *generator, unsigned status, vow_value value);

/* The body is over: answers what is still queued. */
void vow_generator_drain_(struct vow_generator *generator);

/* Nothing of it runs: frees it if nobody refers to it. */
void vow_generator_parked_(struct vow_generator *generator);

/* next, throw or return, to be answered in `slot`, which comes back. */
struct vow_promise *vow_generator_request_(struct vow_generator *generator, unsigned kind, vow_value value,
                                           struct vow_promise *slot);

extern const struct vow_iterator_methods vow_generator_methods_;
extern const struct vow_error vow_error_generator_abandoned;

/* In awaiting of a generator's task: its consumer has subscribed before the body went on (iterate.c). The body's first
 * await overwrites it. */
#define RESUMED_BY_LOOP ((struct vow_promise *)1)

#endif
