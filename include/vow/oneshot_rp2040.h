/* SPDX-License-Identifier: MIT */
/* An alarm of the RP2040's TIMER as a one-shot timer, beside the tick that <vow/tick_rp2040.h> makes of alarm 0. For boards. */
#ifndef VOW_ONESHOT_RP2040_H
#define VOW_ONESHOT_RP2040_H

#include <vow/oneshot_driver.h>

VOW_BEGIN_DECLARATIONS

/* The device. The board fills it. */
struct vow_oneshot_rp2040 {
    void *registers;    /* of TIMER, which counts microseconds: the board has set up the tick generator */
    unsigned alarm;     /* 1 to 3 */
    unsigned interrupt; /* the alarm's number, for <vow/irq_controller.h> */
};

#define VOW_ONESHOT_RP2040_COUNTS_HZ 1000000u

/** Opens it. The counter is left as it is. The board enables the interrupt in its interrupt controller.
 *  @memory borrows oneshot, loop and device   @context init, task   @suspends no */
void vow_oneshot_rp2040_open(struct vow_oneshot *oneshot, struct vow_loop *loop, struct vow_oneshot_rp2040 *device);

/** The body of the alarm's handler.   @context isr */
void vow_oneshot_rp2040_handler(struct vow_oneshot *oneshot);

VOW_END_DECLARATIONS

#endif
