/* SPDX-License-Identifier: MIT */
/* What the files of core share: this file for the loop and assertions, and
 *   nodes.h     nodes, the microtask queue, rings
 *   pools.h     taking and giving back blocks
 *   promises.h  releasing, subscribing, settling
 *   tasks.h     suspending and resuming
 *   jobs.h      the kinds of jobs, and what the loop looks at
 *   levels.h    the lists of what is ready
 */
#ifndef VOW_CORE_INTERNAL_H
#define VOW_CORE_INTERNAL_H

#include "arch.h"

#include <vow/iterate.h>
#include <vow/loop.h>
#include <vow/thenable.h>

#if VOW_CONFIG_MULTI_LOOP
extern struct vow_loop *vow_loop_running_;
#define LOOP vow_loop_running_
#else
#define LOOP (&vow_main_loop)
#endif

#define LIKELY(x) __builtin_expect(!!(x), 1)
#define UNLIKELY(x) __builtin_expect(!!(x), 0)
#define WEAK __attribute__((weak))

_Noreturn void vow_panic_at_(const char *what, const void *place);

/* The place is that of the public function's caller. */
#if VOW_CONFIG_ASSERT
#define ASSERT(condition, what) (LIKELY(condition) ? (void)0 : vow_panic_at_(what, vow_arch_caller()))
#else
#define ASSERT(condition, what) (void)0
#endif
#if VOW_CONFIG_DEBUG
#define DEBUG_ASSERT(condition, what) ASSERT(condition, what)
#else
#define DEBUG_ASSERT(condition, what) (void)0
#endif

/* At the beginning of a public function for tasks and callbacks: the context is the one that runs the loop. */
_Noreturn void vow_panic_in_handler_(const char *call, const void *place);
_Noreturn void vow_panic_above_mask_(const char *call, const void *place);
#if VOW_CONFIG_HANDLER_CHECK
#define NOT_IN_HANDLER() \
    (LIKELY(vow_arch_handler() == LOOP->handler) ? (void)0 : vow_panic_in_handler_(__func__, vow_arch_caller()))
#else
#define NOT_IN_HANDLER() (void)0
#endif

#include "nodes.h"
#include "pools.h"
#include "promises.h"
#include "tasks.h"
#include "jobs.h"
#include "levels.h"

#endif
