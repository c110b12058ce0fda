/* SPDX-License-Identifier: MIT */
/* Levels of urgency among the tasks of one loop: VOW_CONFIG_LEVELS=n, 2 to 8. With 1, the default, there are none: what is said here is ignored.
 *
 * A level is a number from 0, the least urgent and the one of main, to n - 1. ECMAScript says in which order jobs run in a macrotask; which
 * macrotask comes next is the loop's choice, and that is all that levels change:
 *  - Whenever a macrotask and its microtasks are over, the loop looks at what interrupts have handed over and at the clock, and goes on with
 *    the most urgent of all that is ready. So the most urgent waits for one macrotask of the others at most, however many are ready.
 *  - Among those of one level the order is that of a loop without levels (<vow/loop.h>): neither interrupts nor timers starve the other.
 *  - A level has no turn as long as a more urgent one has something ready. Who must not wait for ever registers at the watchdog
 *    (<vow/watchdog.h>) with a task of the least urgent level.
 *  - A task that runs is not interrupted, and microtasks run in their order: a task that settles the promise of a more urgent one, or sends to it,
 *    wakes it as ever. A loop above (<vow/above.h>) interrupts; it has levels of its own.
 *
 * A macrotask is as urgent as the most urgent task that waits for it: for the promise that the interrupt settles, the sleep or delay that is
 * over, or in the queue of the channel or event that the interrupt handler has filled or set; also by way of then, of a combinator, of a select,
 * of a group (who waits for its children, for the answer of one, or for a place), or of another task: what an urgent task awaits is
 * urgent. The loop looks when the macrotask gets ready, at up to 16 who wait: of those for one promise at all, then at the first one
 * who waits for each of them, and so on. Nobody waits: level 0. A mutex lends its holder nothing.
 *
 * Other timers (callbacks, intervals, timeouts of an await) have the level of the task that has started them. Callbacks on the loop's stack
 * have the level of the macrotask in which they run: what they call and start inherits it. */
#ifndef VOW_LEVEL_H
#define VOW_LEVEL_H

#include <vow/task.h>

VOW_BEGIN_DECLARATIONS

/** An async function whose tasks have a level of their own; without one they have their caller's when they are called.
 *      static const struct vow_async_function control_fn = VOW_ASYNC_FUNCTION_LEVEL(control, 0, 512, 2);
 *  A level that there is not does not compile. */
#define VOW_ASYNC_FUNCTION_LEVEL(entry, length, stack_bytes, level) \
    { { #entry, length, stack_bytes VOW_FUNCTION_LEVEL_(VOW_LEVEL_AND_ONE_(level)) }, entry }
#define VOW_LEVEL_AND_ONE_(level) ((level) + sizeof(char[(unsigned)(level) < VOW_CONFIG_LEVELS ? 1 : -1]))

/** The task's own level.   @context task, loop   @suspends no   @cancel - */
unsigned vow_task_level(const struct vow_task *task);

/** Changes it, also while the task waits. What is ready already stays where it is, and so do timers that were started, but sleeps.
 *  @errors a panic if there is no such level   @context task, loop   @suspends no   @cancel - */
void vow_task_set_level(struct vow_task *task, unsigned level);

VOW_END_DECLARATIONS

#endif
