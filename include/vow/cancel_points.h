/* SPDX-License-Identifier: MIT */
/* Cancelling a function at each of its awaits in turn, to see that nothing is left behind. For tests: library and program are
 * built with VOW_CONFIG_CANCEL_POINTS=1; without it this costs nothing and is not there.
 *
 *     static vow_value transfer(void *argument) { ... }
 *     static const struct vow_async_function transfer_fn = VOW_ASYNC_FUNCTION(transfer, 0, 512);
 *     ...
 *     struct vow_cancel_report report;
 *
 *     if (!vow_cancel_points_try(&(struct vow_cancel_trial){ .function = &transfer_fn }, &report))
 *         printf("point %u of %u: %s\n", report.at, report.points, report.fault);
 *
 * An await of any task that the function leads to has up to three points: before the task waits; as soon as it does; and when what
 * it waits for is there, in that turn, before the task runs. A task that stands at a yield has them too. At each point in turn the
 * function itself is cancelled, and then, in runs of their own, the task that awaits there. */
#ifndef VOW_CANCEL_POINTS_H
#define VOW_CANCEL_POINTS_H

#include <vow/cancel.h>
#include <vow/loop.h>

VOW_BEGIN_DECLARATIONS

/* What is tried. Only `function` must be set. */
struct vow_cancel_trial {
    const struct vow_async_function *function;
    const void *argument; /* copied for each run */
    size_t bytes;
    uint32_t limit_ms;    /* until then a run has ended; 0: 10,000 */
    uint32_t settle_ms;   /* how long after its end all that it has left to itself may live; 0: 1 */
    void (*begin)(void *context);       /* before each run; may await */
    const char *(*check)(void *context); /* after each run, may await: NULL, or what is wrong, such as a device that is stuck */
    void *context;
};

struct vow_cancel_report {
    unsigned points;    /* in the run without a cancel */
    unsigned runs;      /* with one */
    unsigned at;        /* the point of the run that failed, from 1 on; 0: the one without a cancel */
    bool of_function;   /* it was the function that was cancelled there, not who awaited */
    const char *fault;  /* NULL: none */
};

/** Runs the function once, and then once more for each point and each of the two who can be cancelled there. After each run no
 *  block of a pool, no task and no timer may be there that was not before, and no mutex locked. Ends with the first run that fails. No other task of
 *  the program may begin or end meanwhile.
 *  @return true if none failed   @memory borrows all   @context task   @suspends yes   @cancel none: it is shielded */
bool vow_cancel_points_try(const struct vow_cancel_trial *trial, struct vow_cancel_report *report);

/** For harnesses of one's own: from now on the points of all tasks but the running one are counted from 1 on. At number `at`
 *  reached(argument, task) is called, once; it may cancel, and must not await. 0: at none.
 *  @memory borrows argument   @context task, loop   @suspends no   @cancel - */
void vow_cancel_points_watch(unsigned at, void (*reached)(void *argument, struct vow_task *task), void *argument);

/** Ends it.   @return how many points there were   @context task, loop   @suspends no   @cancel - */
unsigned vow_cancel_points_end(void);

VOW_END_DECLARATIONS

#endif
