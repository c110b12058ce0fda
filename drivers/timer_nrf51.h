/* SPDX-License-Identifier: MIT */
/* The registers of the nRF51's TIMER, for its two drivers: nRF51 Series Reference Manual 3.0, chapter TIMER. */
#ifndef VOW_TIMER_NRF51_H
#define VOW_TIMER_NRF51_H

#include <stddef.h>
#include <stdint.h>

struct vow_timer_nrf51_registers {
    volatile uint32_t start, stop, count, clear, gap0[12], capture[4], gap1[60];
    volatile uint32_t compare[4], gap2[109], intenset, intenclr, gap3[126];
    volatile uint32_t mode, bitmode, gap4, prescaler, gap5[11], cc[4];
};

_Static_assert(offsetof(struct vow_timer_nrf51_registers, capture) == 0x40
               && offsetof(struct vow_timer_nrf51_registers, compare) == 0x140
               && offsetof(struct vow_timer_nrf51_registers, intenset) == 0x304, "tasks and events");
_Static_assert(offsetof(struct vow_timer_nrf51_registers, mode) == 0x504
               && offsetof(struct vow_timer_nrf51_registers, prescaler) == 0x510
               && offsetof(struct vow_timer_nrf51_registers, cc) == 0x540, "registers");

/* Compare registers, and the bit of one in the interrupt registers. */
enum { VOW_TIMER_NRF51_TICK, VOW_TIMER_NRF51_TICK_NOW, VOW_TIMER_NRF51_ALARM, VOW_TIMER_NRF51_NOW };
#define VOW_TIMER_NRF51_INTERRUPT(number) (1u << (16 + (number)))

#endif
