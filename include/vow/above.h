/* SPDX-License-Identifier: MIT */
/* A loop that preempts the others: VOW_CONFIG_MULTI_LOOP=1 and VOW_CONFIG_WAKE_HOOK=1.
 *
 *      VOW_LOOP_DEFINE(urgent_loop, 8, 4, VOW_STACKS(2, 512));
 *      ...
 *      vow_loop_run_above(&urgent_loop, &urgent_loop_config, &control_fn, NULL, 0);
 *
 * From then on, whenever a promise of the urgent loop is handed over or a timer of it is due, what runs outside of handlers is
 * left at whatever instruction it has reached, the urgent loop does all that it has to do, and what was left goes on. It waits
 * for handlers and for sections with interrupts masked, and for nothing else that the loops below do.
 *
 * Each promise, task, generator and timer belongs to one loop; no call is made for an object of another one, but
 *      vow_promise_resolve_from_isr(loop, promise, value)    and    vow_promise_reject_from_isr(loop, promise, reason)
 * where `loop` is the promise's. From below it is as if an interrupt had done it: the urgent tasks that this wakes have run
 * when the call returns. From above, the loop below goes on with it in its turn. The order of each loop is ECMAScript's; there is no
 * order between two.
 *
 * Tasks of the urgent loop are tasks like all others: interrupts reach them, and await, throw and the C library are theirs to use as far as
 * the library may be interrupted and entered again: most of stdio and malloc may not. Hooks are called by both loops.
 * Its callbacks (timers, then) run on the stack of the loop below's callbacks and of handlers on Cortex-M, which needs room for
 * both, on one of VOW_RISCV_ABOVE_STACK_BYTES on RISC-V. A task of any loop needs no more stack than without it.
 *
 * It takes PendSV (Cortex-M), which it makes the least urgent exception, or the machine software interrupt (RISC-V), which a handler
 * that lets others interrupt it must not let in. */
#ifndef VOW_ABOVE_H
#define VOW_ABOVE_H

#include <vow/loop.h>

VOW_BEGIN_DECLARATIONS

/** Makes `loop` anew, above the running one and all others, and calls `function` as its first task. The task runs up to its first
 *  await before this returns, and only from then on does the loop preempt. It has the clock of the running loop; it never sleeps and
 *  cannot be stopped, but it has nothing to do when nothing waits. There is one such loop. Called again, it replaces that one,
 *  none of whose promises may be handed over then.
 *  @param bytes  of `argument`, which is copied onto the task's stack; at most 65535
 *  @errors vow_error_pool_stack or vow_error_pool_promise is reported as an unhandled rejection of `loop`
 *  @memory borrows loop and config for as long as the program runs   @context init, task, loop: not of `loop`
 *  @suspends no   @cancel - */
void vow_loop_run_above(struct vow_loop *loop, const struct vow_loop_config *config,
                        const struct vow_async_function *function, const void *argument, size_t bytes);

/* RISC-V: the register of the machine software interrupt (msip, privileged ISA 3.2.1 and the platform's CLINT). A board whose programs
 * use a loop above others defines it. */
extern volatile uint32_t *const vow_board_msip;

VOW_END_DECLARATIONS

#endif
