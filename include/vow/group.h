/* SPDX-License-Identifier: MIT */
/* Groups: async functions that run side by side and end before the block that started them.
 *
 *     VOW_GROUP(group) {
 *         vow_group_limit(&group, 4);
 *         for (int page = 0; page < 100; page++)
 *             vow_group_call(&group, &fetch_fn, &page, sizeof page);
 *     }
 */
#ifndef VOW_GROUP_H
#define VOW_GROUP_H

#include <vow/waiting.h>

VOW_BEGIN_DECLARATIONS

/* Rules for groups
 *  - The block is not left before all children are over, their cleanup included, and their stacks are back in the pool. So they may
 *    use what lies in the frame around it, and results are written there.
 *  - Where the block ends, its children are waited for. If it is left by break, return, goto or a throw they are cancelled first,
 *    and a child that catches the cancel and goes on is cancelled again: nothing keeps the block but cleanup.
 *  - The first child that fails cancels the others and the rest of the block, as a deadline does (<vow/cancel.h>), and its
 *    error is thrown out of the block. All errors are kept until then, for vow_group_error in the block. Those that were not read there
 *    and are not thrown go to vow_hook_uncaught_error when the block is left. A child that was cancelled has not failed.
 *  - A child takes a record besides what vow_call takes. An error out of the block that was on its way already goes on, except
 *    vow_error_cancelled: a child's error takes its place. */

struct vow_group_child;

/* Private. */
struct vow_group {
    struct vow_cancel_scope scope;
    struct vow_group_child *children, **children_tail; /* that run, in the order of their starts */
    struct vow_group_child *failed, **failed_tail;     /* in the order of their ends */
    struct vow_wait_queue starters, joiners;
    uint16_t running, limit;
    uint8_t phase;
};

/** A group for the block that follows. `continue` in it goes to its end.
 *  @context task   @suspends where the block is left, until the children are over   @cancel stops the children, and waits for them */
#define VOW_GROUP(group)                                                                                         \
    for (struct vow_group group __attribute__((cleanup(vow_group_leave_))) = vow_group_begin_();                 \
         vow_group_open_(&group); vow_group_join(&group))

/** At most so many children at a time from now on; 0, as in the beginning: any number.   @context task   @suspends no   @cancel - */
void vow_group_limit(struct vow_group *group, uint16_t children);

/** Starts a child: vow_call in the group. Waits until fewer than the limit run. Any task may, while the block is open.
 *  @errors vow_error_pool_stack, vow_error_pool_promise, vow_error_pool_record are thrown: nothing was started;
 *          vow_error_cancelled: the group ends already
 *  @memory the argument is copied   @context task   @suspends if the limit is reached   @cancel strict: a call that is cut short has
 *  started nothing */
void vow_group_call(struct vow_group *group, const struct vow_async_function *function, const void *argument, size_t bytes);

/** Takes in something that has begun, whatever the limit. Retain it first to read its result.
 *  @errors vow_error_pool_record is thrown, after the promise was cancelled and awaited
 *  @memory consumes promise   @context task   @suspends only for that error   @cancel none: it is shielded */
void vow_group_add(struct vow_group *group, struct vow_promise *promise);

/* What a child has answered, or will. It must outlive the block: declare it in front of it. No rule but that, and nothing is to be let go of.
 * The fields are private. */
struct vow_answer {
    struct vow_wait_queue askers;
    vow_value value;
    uint8_t status;
};

/** vow_group_call that keeps the result.
 *      struct vow_answer inside, outside;
 *
 *      VOW_GROUP(group) {
 *          vow_group_ask(&group, &inside, &read_sensor_fn, &pins[0], sizeof pins[0]);
 *          vow_group_ask(&group, &outside, &read_sensor_fn, &pins[1], sizeof pins[1]);
 *          difference = vow_answer_await(&inside).i - vow_answer_await(&outside).i;
 *      }
 *  @param answer  may be one whose result is not wanted any more; not one of a child that runs
 *  @errors as vow_group_call; vow_answer_await throws vow_error_cancelled then
 *  @memory borrows answer until the child is over; the argument is copied   @context task   @suspends if the limit is reached
 *  @cancel as vow_group_call */
void vow_group_ask(struct vow_group *group, struct vow_answer *answer, const struct vow_async_function *function,
                   const void *argument, size_t bytes);

/** Waits for the child's result. Any task that the answer outlives may, and as often as it likes.
 *  @return what the child returned. What it threw is thrown; vow_error_cancelled if it was cancelled
 *  @context task   @suspends yes   @cancel strict: the child goes on */
vow_value vow_answer_await(struct vow_answer *answer);

/** Calls the function with a pointer to a copy of each item, at most so many at a time, in the order of the items, and waits for all:
 *  a group of its own. The first that fails cancels those that run, and no more are called.
 *      static const int pages[] = { 3, 1, 4, 1, 5 };
 *      vow_value lengths[5];
 *
 *      vow_await_each(&fetch_fn, pages, sizeof pages[0], 5, 2, lengths);
 *  @param items    item_bytes each
 *  @param at_once  0: any number
 *  @param values   receives count values, each at its item's place; NULL: they are not wanted. When it throws, those of calls that have failed
 *                  or were not made are as they were
 *  @errors the first error of a call, and those of vow_group_call
 *  @memory borrows items and values; a record for each call that runs   @context task   @suspends if a call suspends, or must wait
 *  @cancel stops the calls that run, and waits for them */
void vow_await_each(const struct vow_async_function *function, const void *items, size_t item_bytes, size_t count,
                    uint16_t at_once, vow_value *values);

/** Waits until no child runs.
 *  @errors the first error of a child, once
 *  @context task (the block's)   @suspends if a child runs   @cancel strict: the children go on until the block is left */
void vow_group_join(struct vow_group *group);

/** Cancels the children that run now, once. The block goes on.   @context task, loop   @suspends no   @cancel - */
void vow_group_cancel(struct vow_group *group);

/** How many children run, and the errors of those that have failed, in the order of their ends: after vow_group_join has thrown that
 *  is all of them. One that was read counts as handled.
 *      VOW_GROUP(group) {
 *          VOW_TRY {
 *              vow_group_call(&group, ...);
 *              vow_group_join(&group);
 *          } VOW_CATCH(e) {
 *              for (unsigned i = 0; i < vow_group_error_count(&group); i++)
 *                  log_error(vow_group_error(&group, i));
 *          } VOW_END
 *      }
 *  @param index  less than vow_group_error_count()   @context task, loop   @suspends no */
static inline unsigned vow_group_running(const struct vow_group *group)
{
    VOW_NOT_IN_HANDLER_NOR_CALLEE_();
    return group->running;
}
unsigned vow_group_error_count(const struct vow_group *group);
vow_value vow_group_error(const struct vow_group *group, unsigned index);

/* ---- what the macro is made of: private ---- */

struct vow_group vow_group_begin_(void);
bool vow_group_open_(struct vow_group *group);
void vow_group_leave_(struct vow_group *group);

VOW_END_DECLARATIONS

#endif
