/* SPDX-License-Identifier: MIT */
/* A TIMER of Nordic's nRF51 as the loop's clock. For boards. */
#ifndef VOW_TICK_NRF51_H
#define VOW_TICK_NRF51_H

#include <stdint.h>

#include <vow/config.h>

VOW_BEGIN_DECLARATIONS

/* Private: the compare value of the next tick, and the counts between two. */
struct vow_tick_nrf51 {
    void *device;
    uint32_t next, period;
};

/** Starts the timer anew: its interrupt comes `hz` times a second. The board enables it in its interrupt controller.
 *  @param device  the address of the registers of TIMER0, the one with 32 bits
 *  @param hz      a divisor of 1,000,000
 *  @memory borrows `tick` for as long as the timer runs   @context any but its handler */
void vow_tick_nrf51_start(struct vow_tick_nrf51 *tick, void *device, uint32_t hz);

/** The body of the handler.
 *  @return how many ticks have passed since the last call: 0 or 1, or more if interrupts were masked for longer   @context isr */
uint32_t vow_tick_nrf51_handler(struct vow_tick_nrf51 *tick);

/** Starts the timer anew, without a tick: it counts microseconds.
 *  @param device  the same   @context init, task   @suspends no */
void vow_timer_nrf51_run(void *device);

VOW_END_DECLARATIONS

#endif
