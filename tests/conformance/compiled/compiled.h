/* SPDX-License-Identifier: MIT */
/* What the programs that oracle/to_c.js writes have in common. */
#ifndef VOW_FUZZ_COMPILED_H
#define VOW_FUZZ_COMPILED_H

#include "body.h"
#include "leftover.h"
#include "run_program.h"
#include "slots.h"

/* The size of every stack; tests/boards/programs.py chooses what a board has room for. */
#ifndef VOW_FUZZ_STACK_BYTES
#define VOW_FUZZ_STACK_BYTES 1024
#endif

#define P(slot) vow_fuzz_slots.promise[slot]
#define R(slot) vow_fuzz_slots.resolver[slot]
#define G(slot) vow_fuzz_slots.generator[slot]

/* The rule for locals: GCC needs nothing. */
#ifdef __clang__
#define KEEP(local) VOW_KEEP(local)
#else
#define KEEP(local) (void)(local)
#endif

/* How a part of a try whose finally runs is left. */
enum way { STAY, BREAK, CONTINUE, RETURN };

/* For operands of which only the running program knows what they are. */
void resolve(struct vow_promise *promise, struct operand operand);
struct vow_promise *return_any(struct vow_generator *generator, struct operand operand);
vow_value yield_any(struct vow_generator *self, struct operand operand);
vow_value returned(struct operand operand);

void new_promise(unsigned slot);
void observe(struct vow_promise *promise, const char *label);
typedef void (*job)(vow_value argument);
void set_timer(unsigned slot, uint32_t ms, job run, vow_value argument);
void queue_microtask(job run, vow_value argument);

#define UNUSED __attribute__((unused))

/* The object of an async function or generator function, and each kind of call. */
#define FUNCTION(body)                                                                                          \
    static UNUSED vow_value body##_then(void *argument, vow_value value, enum vow_status status)                \
    {                                                                                                           \
        (void)argument;                                                                                         \
        return returned(vow_fuzz_operand(body(vow_fuzz_received(status, value))));                              \
    }                                                                                                           \
    static UNUSED vow_value body##_finally(void *argument, vow_value value, enum vow_status status)             \
    {                                                                                                           \
        (void)argument, (void)value, (void)status;                                                              \
        return returned(vow_fuzz_operand(body(VOW_UNDEFINED)));                                                 \
    }                                                                                                           \
    static UNUSED void body##_job(vow_value argument) { body(argument); }                                       \
    static UNUSED void body##_start(void *argument) { body(vow_pointer(argument)); }

#define ASYNC(body)                                                                                             \
    static const struct vow_async_function body##_fn = VOW_ASYNC_FUNCTION(body, 1, VOW_FUZZ_STACK_BYTES);       \
    static UNUSED vow_value body##_then(void *argument, vow_value value, enum vow_status status)                \
    {                                                                                                           \
        vow_value word = vow_fuzz_received(status, value);                                                      \
                                                                                                                \
        (void)argument;                                                                                         \
        return vow_adopt(vow_call(&body##_fn, &word, sizeof word));                                             \
    }                                                                                                           \
    static UNUSED vow_value body##_finally(void *argument, vow_value value, enum vow_status status)             \
    {                                                                                                           \
        vow_value word = VOW_UNDEFINED;                                                                         \
                                                                                                                \
        (void)argument, (void)value, (void)status;                                                              \
        return vow_adopt(vow_call(&body##_fn, &word, sizeof word));                                             \
    }                                                                                                           \
    static UNUSED void body##_job(vow_value argument) { vow_detach(vow_call(&body##_fn, &argument, sizeof argument)); }

#define GENERATOR(body) \
    static const struct vow_generator_function body##_fn UNUSED = VOW_GENERATOR_FUNCTION(body, 1, VOW_FUZZ_STACK_BYTES);

/* The programs of this image: made by the build. */
extern const struct runnable *const programs[];

#endif
