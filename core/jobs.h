/* SPDX-License-Identifier: MIT */
/* The loop and the kinds of jobs that it runs. Each kind lives in a file of its own; the loop refers to them weakly, so
 * that a kind whose creator is not linked is not linked either. */
#ifndef VOW_CORE_JOBS_H
#define VOW_CORE_JOBS_H

#include "internal.h"

#define NO_JOB ((struct vow_node *)0)
#define REPORT_JOB ((struct vow_node *)1) /* a rejection hook runs */

/* Bits of `attention`: rejections are to be reported; the loop was told to stop, or is polled. */
enum { TO_REPORT = 1, STOPPING = 2, POLLING = 4, MAY_LEAVE = STOPPING | POLLING };

bool vow_rejections_report_(struct vow_loop *loop);

void vow_then_job_(struct vow_node *node) WEAK;
void vow_then_threw_(struct vow_node *node, vow_value reason) WEAK;
void vow_finally_job_(struct vow_node *node) WEAK;
void vow_finally_end_job_(struct vow_node *node) WEAK;
void vow_adopt_job_(struct vow_node *node) WEAK;
void vow_adopting_job_(struct vow_node *node) WEAK;
void vow_thenable_job_(struct vow_node *node) WEAK;
void vow_wrap_job_(struct vow_node *node) WEAK;
void vow_drain_job_(struct vow_node *node) WEAK;
void vow_element_job_(struct vow_node *node) WEAK;
void vow_microtask_job_(struct vow_node *node) WEAK;
void vow_call_job_(struct vow_node *node) WEAK;

/* A throw that leaves a callback on the loop's own stack. */
_Noreturn void vow_loop_threw_(vow_value reason);

/* Timers (timer.c). The wheel has something to do when the clock has reached stop_low; without timers in the program
 * that is never looked at. */
void vow_timers_advance_(struct vow_loop *loop) WEAK;
void vow_timer_fire_(struct vow_loop *loop) WEAK; /* if it is not linked, no timer is due */
vow_time vow_timers_deadline_(const struct vow_loop *loop) WEAK;
static inline bool timers_have_work(const struct vow_loop *loop)
{
    return !((loop->ticks_low - loop->stop_low) >> 31) && vow_timers_advance_;
}

/* Read again if the tick handler carried into the high word in between. */
static inline vow_time loop_now(const struct vow_loop *loop)
{
    uint32_t high, low;

    do {
        high = loop->ticks_high; /* [C1] */
        low = loop->ticks_low; /* [C2] */
    } while (UNLIKELY(high != loop->ticks_high)); /* [C3] */
    return (vow_time)high << 32 | low;
}

/* The clock's last tick stands for all later ones. */
static inline vow_time time_after(vow_time time, vow_time ticks)
{
    vow_time sum = time + ticks;

    return sum < time ? VOW_TIME_NEVER : sum;
}

/* Interrupts (handover.c). The end of the hand-over list: not NULL, so that `next` tells that a promise is in it. */
#define HAND_OVER_END ((uintptr_t)2)
#define HAND_OVER_REJECT ((uintptr_t)1)

static inline bool handed_over(const struct vow_loop *loop)
{
    return *(const volatile uintptr_t *)&loop->handed_over != HAND_OVER_END;
}

#endif
