/* SPDX-License-Identifier: MIT */
/* A general-purpose timer of the Stellaris family as a one-shot timer. For boards. */
#ifndef VOW_ONESHOT_GPTM_H
#define VOW_ONESHOT_GPTM_H

#include <vow/oneshot_driver.h>

VOW_BEGIN_DECLARATIONS

/* The device. The board fills it, and says where the count comes from: the timer is the alarm only, and up to a count later
 * than the count says. */
struct vow_oneshot_gptm {
    void *registers;
    uint32_t (*now)(void); /* at the timer's rate, modulo 2^32; any context */
};

/** Opens it. The board has clocked the timer, and enables its interrupt A in its interrupt controller.
 *  @param counts_hz  the system clock's rate
 *  @memory borrows oneshot, loop and device   @context init, task   @suspends no */
void vow_oneshot_gptm_open(struct vow_oneshot *oneshot, struct vow_loop *loop, struct vow_oneshot_gptm *device,
                           uint32_t counts_hz);

/** The body of the handler.   @context isr */
void vow_oneshot_gptm_handler(struct vow_oneshot *oneshot);

VOW_END_DECLARATIONS

#endif
