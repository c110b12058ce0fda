/* SPDX-License-Identifier: MIT */
/* A TIMER of Nordic's nRF51 as a one-shot timer, beside the tick that <vow/tick_nrf51.h> makes of the same one. For boards. */
#ifndef VOW_ONESHOT_NRF51_H
#define VOW_ONESHOT_NRF51_H

#include <vow/oneshot_driver.h>

VOW_BEGIN_DECLARATIONS

/* The device. The board fills it. */
struct vow_oneshot_nrf51 {
    void *registers;    /* of TIMER0, the one with 32 bits: the others would wrap every 65 ms */
    unsigned interrupt; /* its number, for <vow/irq_controller.h> */
};

#define VOW_ONESHOT_NRF51_COUNTS_HZ 1000000u

/** Opens it. The timer runs already: vow_tick_nrf51_start, which sets the count back, is not called any more. The tick has compare
 *  registers 0 and 1, this has 2 and 3.
 *  @memory borrows oneshot, loop and device   @context init, task   @suspends no */
void vow_oneshot_nrf51_open(struct vow_oneshot *oneshot, struct vow_loop *loop, struct vow_oneshot_nrf51 *device);

/** The body of the handler; the tick's, for the same interrupt, comes before it. Does nothing before the timer is opened.   @context isr */
void vow_oneshot_nrf51_handler(struct vow_oneshot *oneshot);

VOW_END_DECLARATIONS

#endif
