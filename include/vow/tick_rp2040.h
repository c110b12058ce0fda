/* SPDX-License-Identifier: MIT */
/* The RP2040's TIMER as the loop's clock, by its alarm 0. For boards. */
#ifndef VOW_TICK_RP2040_H
#define VOW_TICK_RP2040_H

#include <stdint.h>

#include <vow/config.h>

VOW_BEGIN_DECLARATIONS

/* Private: the time of the next tick, and the microseconds between two. */
struct vow_tick_rp2040 {
    void *device;
    uint32_t next, period_us;
};

/** Starts ticks anew: the interrupt of alarm 0 comes `hz` times a second from now on. The counter, which others may read and
 *  whose alarms 1 to 3 they may use, is left as it is. The board enables the interrupt in its interrupt controller.
 *  @param device  the address of the registers of TIMER, which counts microseconds: the board has set up the tick generator
 *  @param hz      a divisor of 1,000,000
 *  @memory borrows `tick` for as long as the ticks come   @context any but its handler */
void vow_tick_rp2040_start(struct vow_tick_rp2040 *tick, void *device, uint32_t hz);

/** The body of the handler of alarm 0.
 *  @return how many ticks have passed since the last call: 0 or 1, or more if interrupts were masked for longer   @context isr */
uint32_t vow_tick_rp2040_handler(struct vow_tick_rp2040 *tick);

VOW_END_DECLARATIONS

#endif
