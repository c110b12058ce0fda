/* SPDX-License-Identifier: MIT */
/* TIMER1 of the nRF51 at 16 MHz (Reference Manual 3.0, chapter 18), interrupt 9. Under -icount shift=0, where QEMU runs one instruction
 * a nanosecond, a count is 62.5 instructions. */
#ifndef VOW_TESTS_NRF51_TIMER_H
#define VOW_TESTS_NRF51_TIMER_H

#include <stdint.h>

#include <vow/irq_controller.h>

static volatile uint32_t *const nrf51_timer1 = (volatile uint32_t *)0x40009000u;
enum { NRF51_START = 0, NRF51_STOP = 1, NRF51_CLEAR = 3, NRF51_COMPARE0 = 0x140 / 4, NRF51_INTENSET = 0x304 / 4 };
enum { NRF51_BITMODE = 0x508 / 4, NRF51_PRESCALER = 0x510 / 4, NRF51_CC0 = 0x540 / 4 };
enum { NRF51_TIMER1_IRQ = 9 };
#define nrf51_timer1_irq_handler vow_irq9_handler

static inline void nrf51_timer1_open(void)
{
    nrf51_timer1[NRF51_BITMODE] = 3;
    nrf51_timer1[NRF51_PRESCALER] = 0;
    nrf51_timer1[NRF51_INTENSET] = 1u << 16;
    vow_irq_enable(NRF51_TIMER1_IRQ, VOW_IRQ_NORMAL);
}

static inline __attribute__((always_inline)) void nrf51_timer1_start(uint32_t counts)
{
    nrf51_timer1[NRF51_CC0] = counts;
    nrf51_timer1[NRF51_CLEAR] = 1;
    nrf51_timer1[NRF51_START] = 1;
}

static inline void nrf51_timer1_stop(void)
{
    nrf51_timer1[NRF51_STOP] = 1;
    nrf51_timer1[NRF51_COMPARE0] = 0;
}

#endif
