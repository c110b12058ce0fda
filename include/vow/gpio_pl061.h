/* SPDX-License-Identifier: MIT */
/* Arm PrimeCell PL061: eight pins with interrupts on both edges. For boards. */
#ifndef VOW_GPIO_PL061_H
#define VOW_GPIO_PL061_H

#include <vow/pin.h>

VOW_BEGIN_DECLARATIONS

/* A port. Pins without an entry raise no interrupt. */
struct vow_gpio_pl061 {
    void *device;
    struct vow_pin *pins[8];
};

/** Makes pin `number` an input whose edges are told by `pin`. Its pad is the board's.
 *  @memory borrows port, pin and loop   @context init, task   @suspends no */
void vow_gpio_pl061_open(struct vow_gpio_pl061 *port, unsigned number, struct vow_pin *pin, struct vow_loop *loop);

/** The port's interrupt.   @context isr */
void vow_gpio_pl061_handler(struct vow_gpio_pl061 *port);

VOW_END_DECLARATIONS

#endif
