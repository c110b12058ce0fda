/* SPDX-License-Identifier: MIT */
/* The cases of select that wait for a time. */
#include "select.h"

static void time_has_come(void *argument) { vow_select_win_(argument, VOW_FULFILLED, VOW_UNDEFINED, false); }

static void start(struct vow_case *one)
{
    if (one->at.timer.due <= vow_clock_now())
        time_has_come(one);
    else
        vow_timer_start_at(&one->at.timer, one->at.timer.due, time_has_come, one);
}

static bool withdraw(struct vow_case *one)
{
    vow_timer_stop(&one->at.timer);
    return true;
}

struct vow_case vow_case_deadline(vow_time deadline)
{
    NOT_IN_HANDLER();
    static const struct vow_case_methods methods = { start, withdraw, NULL };
    struct vow_case one = case_make(&methods, NULL);

    one.at.timer.next = NULL;
    one.at.timer.due = deadline;
    return one;
}

struct vow_case vow_case_timeout_ms(uint32_t ms)
{
    NOT_IN_HANDLER_NOR_CALLEE();
    return vow_case_deadline(vow_clock_now() + vow_ticks_from_ms(ms));
}
