/* SPDX-License-Identifier: MIT */
#ifndef VOW_BOARD_RPI_PICO_H
#define VOW_BOARD_RPI_PICO_H

#include <stdbool.h>
#include <stdint.h>

#define TIMER_REGISTERS ((void *)0x40054000u)

/* Writing to a register at +0x2000 sets the bits that are 1, at +0x3000 clears them: RP2040 Datasheet 2.1.2. */
#define RP2040_REGISTER(address) (*(volatile uint32_t *)(address))
#define RP2040_SET(address)      RP2040_REGISTER((address) + 0x2000u)
#define RP2040_CLEAR(address)    RP2040_REGISTER((address) + 0x3000u)

#define RP2040_RESETS      0x4000c000u
#define RP2040_RESETS_DONE 0x4000c008u
#define RP2040_RESETS_IO_BANK0   (1u << 5)
#define RP2040_RESETS_PADS_BANK0 (1u << 8)
#define RP2040_RESETS_PLL_SYS    (1u << 12)
#define RP2040_RESETS_TIMER      (1u << 21)
#define RP2040_RESETS_UART0      (1u << 22)

#define RP2040_CORE_HZ 125000000u

/* The processor and UART0 run at RP2040_CORE_HZ afterwards, and TIMER counts microseconds. */
void vow_rp2040_start_clocks(void);

/* Puts subsystems into their state after reset and starts them (2.14). */
void vow_rp2040_reset(uint32_t blocks);

/* Weak in the tick's handler: only a program that uses the watchdog links it.   @context isr */
void vow_rp2040_watchdog_tick(void) __attribute__((weak));

/* The program has ended: what is still said is about the end itself. */
extern bool vow_rp2040_ended;

#endif
