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

#include <vow/irq.h>
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
/* In one of two short branches: or else compilers for Thumb make conditional instructions of both, each of which takes its time. */
#define KEEP_BRANCH() __asm__ volatile("")

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

_Noreturn void vow_panic_above_mask_(const char *call, const void *place);
/* At the beginning of a public function for tasks and callbacks (VOW_CONFIG_HANDLER_CHECK). At 2 the context is the one that runs the loop,
 * if there is one yet. At 1 functions that call another one of these before they change anything leave it to that one. */
#if VOW_CONFIG_HANDLER_CHECK == 2 && VOW_CONFIG_MULTI_LOOP
#define IN_WRONG_HANDLER() (vow_arch_handler() != (LOOP ? LOOP->handler : 0))
#elif VOW_CONFIG_HANDLER_CHECK == 2
#define IN_WRONG_HANDLER() (vow_arch_handler() != LOOP->handler)
#else
#define IN_WRONG_HANDLER() (vow_arch_handler() != 0)
#endif
#define NAME_IN_HANDLER(call) \
    (UNLIKELY(IN_WRONG_HANDLER()) ? vow_panic_in_handler_(call, vow_arch_handler(), vow_arch_caller()) : (void)0)
#if VOW_CONFIG_HANDLER_CHECK == 0
#define NOT_IN_HANDLER_AS(call) (void)0
#elif VOW_CONFIG_HANDLER_CHECK == 1 && defined vow_arch_trap_in_handler
#define NOT_IN_HANDLER_AS(call) vow_arch_trap_in_handler()
#else
#define NOT_IN_HANDLER_AS(call) NAME_IN_HANDLER(call)
#endif
#define NOT_IN_HANDLER() NOT_IN_HANDLER_AS(__func__)
#if VOW_CONFIG_HANDLER_CHECK == 2
#define NOT_IN_HANDLER_NOR_CALLEE() NAME_IN_HANDLER(__func__)
#else
#define NOT_IN_HANDLER_NOR_CALLEE() (void)0
#endif

#include "nodes.h"
#include "pools.h"
#include "promises.h"
#include "tasks.h"
#include "jobs.h"
#include "levels.h"

#endif
