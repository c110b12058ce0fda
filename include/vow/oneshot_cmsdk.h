/* SPDX-License-Identifier: MIT */
/* Two timers of Arm's Cortex-M System Design Kit as a one-shot timer. For boards. */
#ifndef VOW_ONESHOT_CMSDK_H
#define VOW_ONESHOT_CMSDK_H

#include <vow/oneshot_driver.h>

VOW_BEGIN_DECLARATIONS

/* The device: the addresses of the registers of two timers with one clock. The board fills it. */
struct vow_oneshot_cmsdk {
    void *count; /* runs freely */
    void *alarm; /* up to a count later than the count says */
};

/** Opens it. The board enables the interrupt of `alarm` in its interrupt controller.
 *  @param counts_hz  the rate of PCLK
 *  @memory borrows oneshot, loop and device   @context init, task   @suspends no */
void vow_oneshot_cmsdk_open(struct vow_oneshot *oneshot, struct vow_loop *loop, struct vow_oneshot_cmsdk *device,
                            uint32_t counts_hz);

/** The body of the handler.   @context isr */
void vow_oneshot_cmsdk_handler(struct vow_oneshot *oneshot);

VOW_END_DECLARATIONS

#endif
