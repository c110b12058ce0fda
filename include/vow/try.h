/* SPDX-License-Identifier: MIT */
/* throw, try, catch, finally, defer.
 *
 * THE RULE FOR LOCALS. A local that is changed inside a try block and read after a throw (in catch, finally or behind
 * the end) keeps its last value with GCC. With Clang write VOW_KEEP(local) once, before the try: otherwise the value
 * may be stale. It costs nothing but keeping the local in memory. vow_try(), the function form, has no such rule.
 *
 *     VOW_TRY { ... } VOW_CATCH(e) { ... } VOW_END
 *         return, break, continue and goto may leave both blocks.
 *     VOW_TRY_FINALLY { ... } [VOW_CATCH(e) { ... }] VOW_FINALLY { ... } VOW_END
 *         a plain C return cannot run a finally block: leaving the first two blocks by return, break, continue or goto
 *         panics by name; vow_return(value) is the way out of there. Leaving the finally block overrides (5.9).
 *     VOW_DEFER(function, argument);
 *         the function runs on every way out of the enclosing block, throws and vow_return included.
 *
 * In C++ a throw of Vow's runs no destructors on the frames it leaves: keep objects with destructors out of the way
 * of a throw, or release them with VOW_DEFER. Application and library must be compiled by the same family of compiler
 * (GCC, or Clang): the linker says so with an undefined vow_try_push_... if they are not. */
#ifndef VOW_TRY_H
#define VOW_TRY_H

#include <vow/task.h>

VOW_BEGIN_DECLARATIONS

/** Throws `reason` to the innermost try of the running task or callback; without one the promise of the async
 *  function, generator request or callback is rejected with it.   @context task, loop   @suspends as the closing of
 *  for-await loops and the deferred functions on the way do   @cancel none: that is shielded */
VOW_NORETURN void vow_throw(vow_value reason);
VOW_NORETURN void vow_throw_error(const struct vow_error *error);

/** Ends the running async function or generator with `value`, from any call depth, through every finally and defer.
 *  No catch sees it.   @context task   @suspends as vow_throw   @cancel as vow_throw */
VOW_NORETURN void vow_return(vow_value value);

/** The function form of try: runs body(argument).
 *  @param value  receives what it returned, or the reason that it threw; may be NULL
 *  @return VOW_FULFILLED or VOW_REJECTED   @context task, loop   @suspends as body does
 *  @cancel stops what the body awaits; vow_error_cancelled is caught like any other */
enum vow_status vow_try(vow_value (*body)(void *argument), void *argument, vow_value *value);

/* ---- what the macros are made of: private from here on ---- */

enum vow_completion { VOW_COMPLETION_NORMAL, VOW_COMPLETION_THROW, VOW_COMPLETION_RETURN };

/* An open block on a task's list. run == NULL: a try, to be jumped to. Otherwise run is called on top of the throwing
 * stack, so that it may await. */
struct vow_scope {
    struct vow_scope *previous;
    void (*run)(struct vow_scope *scope, unsigned completion, vow_value value);
};

struct vow_try_block {
    struct vow_scope scope;
    uint8_t phase, completion, has_finally, shields;
    vow_value value;
    void *registers[VOW_ARCH_SAVE_WORDS];
};

enum { VOW_PHASE_BODY, VOW_PHASE_CATCH, VOW_PHASE_FINALLY, VOW_PHASE_IN_FINALLY, VOW_PHASE_LEFT };

/* GCC's __builtin_setjmp knows the edges that a jump takes, so locals are right; other compilers save every register
 * themselves. Both sides must agree, hence the two names. */
#if defined(__GNUC__) && !defined(__clang__)
#define VOW_SAVE_REGISTERS_(words) __builtin_setjmp(words)
#define vow_try_push_ vow_try_push_gcc_
#else
int vow_arch_save(void **words) __attribute__((returns_twice));
#define VOW_SAVE_REGISTERS_(words) vow_arch_save(words)
#define vow_try_push_ vow_try_push_generic_
#endif

void vow_try_push_(struct vow_try_block *block, unsigned has_finally);
void vow_try_pop_(struct vow_try_block *block);
void vow_try_finally_(struct vow_try_block *block);
void vow_try_left_(struct vow_try_block *block);
void vow_try_end_(struct vow_try_block *block);

#define VOW_TRY_(may_finally)                                                   \
    {                                                                           \
        struct vow_try_block vow_block_ __attribute__((cleanup(vow_try_left_))); \
        enum { vow_may_finally_ = may_finally };                                \
        vow_try_push_(&vow_block_, may_finally);                                \
        if (VOW_SAVE_REGISTERS_(vow_block_.registers) == 0) {
#define VOW_TRY VOW_TRY_(0)
#define VOW_TRY_FINALLY VOW_TRY_(1)
#define VOW_CATCH(e)                                     \
    }                                                    \
    else if (vow_block_.phase == VOW_PHASE_CATCH) {      \
        const vow_value e = vow_block_.value;            \
        (void)e;                                         \
        vow_block_.completion = VOW_COMPLETION_NORMAL;
#define VOW_FINALLY                                                                   \
    }                                                                                 \
    VOW_STATIC_ASSERT(vow_may_finally_, "VOW_FINALLY belongs to VOW_TRY_FINALLY"); \
    vow_try_finally_(&vow_block_);                                                    \
    {
#define VOW_END                   \
    }                             \
    vow_try_end_(&vow_block_);    \
    }

/* Keeps a local in memory, so that it is right after a throw with every compiler. */
#define VOW_KEEP(local) __asm__ volatile("" : : "r"(&(local)) : "memory")

struct vow_defer {
    struct vow_scope scope;
    void (*function)(void *argument);
    void *argument;
};

void vow_defer_push_(struct vow_defer *defer, void (*function)(void *argument), void *argument);
void vow_defer_leave_(struct vow_defer *defer);

#define VOW_JOIN__(a, b) a##b
#define VOW_JOIN_(a, b) VOW_JOIN__(a, b)
/** Calls function(argument) on every way out of the enclosing block.
 *  @memory borrows argument until then   @context task, loop   @suspends there, if the function does   @cancel none: it is shielded */
#define VOW_DEFER(function, argument)                                                                  \
    struct vow_defer VOW_JOIN_(vow_defer_, __LINE__) __attribute__((cleanup(vow_defer_leave_)));       \
    vow_defer_push_(&VOW_JOIN_(vow_defer_, __LINE__), function, argument)

VOW_END_DECLARATIONS

#endif
