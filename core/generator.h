/* SPDX-License-Identifier: MIT */
/* What requests (generator.c), bodies (yield.c) and loops (iterate.c) of async generators share. */
#ifndef VOW_CORE_GENERATOR_H
#define VOW_CORE_GENERATOR_H

#include "internal.h"

/* Answers the request in service. */
void vow_generator_answer_(struct vow_generator *generator, unsigned status, vow_value value);

/* The operand of a return request of a promise or thenable, which is in service now. */
#define OPERAND_THENABLE ((uintptr_t)1)
struct vow_promise *vow_generator_operand_(struct vow_promise *request);

/* Answers the request in service with *value, which was awaited, and takes the next one (yield.c). */
unsigned vow_yield_awaited_(struct vow_generator *generator, vow_value *value);

/* Calls and awaits return() of an iterator that is left with `completion` (iterate.c). */
void vow_iterator_close_(struct vow_iterator *iterator, struct vow_promise *slot, unsigned completion);

/* The body is over: answers what is still queued. */
void vow_generator_drain_(struct vow_generator *generator);

/* Nothing of it runs: frees it if nobody refers to it. */
void vow_generator_parked_(struct vow_generator *generator);

/* next, throw or return, to be answered in `slot`, which comes back. */
struct vow_promise *vow_generator_request_(struct vow_generator *generator, unsigned kind, vow_value value,
                                           struct vow_promise *slot);

/* The iterator methods of a generator (iterate.c). */
struct vow_promise *vow_generator_next_(void *self, vow_value value, struct vow_promise *slot);
struct vow_promise *vow_generator_return_(void *self, vow_value value, struct vow_promise *slot);
struct vow_promise *vow_generator_throw_(void *self, vow_value reason, struct vow_promise *slot);

extern const struct vow_error vow_error_generator_abandoned;

/* In awaiting of a generator's task: its consumer has subscribed before the body went on (iterate.c). The body's first
 * await overwrites it. */
#define RESUMED_BY_LOOP ((struct vow_promise *)1)

#endif
