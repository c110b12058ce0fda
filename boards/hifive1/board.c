/* SPDX-License-Identifier: MIT */
/* SiFive's HiFive1 (revision A), a FE310-G000. Registers: FE310-G000 Manual v3p1, chapter "General Purpose Input/Output
 * Controller (GPIO)"; pins: the HiFive1's schematic. */
#include "hifive1.h"

#include <vow/board.h>
#include <vow/board_console.h>
#include <vow/plic.h>
#include <vow/uart_sifive.h>

#define GPIO_OUTPUT_ENABLE (*(volatile uint32_t *)0x10012008u)
#define GPIO_OUTPUT        (*(volatile uint32_t *)0x1001200cu)
#define GPIO_IOF_ENABLE    (*(volatile uint32_t *)0x10012038u)
#define GPIO_IOF_SELECT    (*(volatile uint32_t *)0x1001203cu)
#define UART0_PINS (3u << 16) /* 16 in, 17 out: their first function */

/* Red, green, blue; a LED is lit by a 0. */
enum { LEDS = 3 };
static const uint8_t led_pins[LEDS] = { 22, 19, 21 };
#define LED_PINS (1u << 22 | 1u << 19 | 1u << 21)

#define BAUD     115200u
#define MIE_MEIE (1u << 11)

const char vow_board_name[] = "hifive1";
const uintptr_t vow_plic_base = 0x0c000000u;

/* External interrupts are let in here; the PLIC holds each of them back until its driver is opened. */
void vow_board_init(void)
{
    vow_hifive1_start_clock();
    GPIO_OUTPUT |= LED_PINS;
    GPIO_OUTPUT_ENABLE |= LED_PINS;
    GPIO_IOF_SELECT &= ~UART0_PINS;
    GPIO_IOF_ENABLE |= UART0_PINS;
    vow_uart_sifive_setup(UART0_REGISTERS, CORE_HZ / BAUD);
    __asm__ volatile("csrs mie, %0" : : "r"(MIE_MEIE));
}

static bool put(uint8_t byte) { return vow_uart_sifive_put(UART0_REGISTERS, byte); }
static bool is_sent(void) { return vow_uart_sifive_is_empty(UART0_REGISTERS); }

void vow_board_console_write(const char *text, size_t length)
{
    if (!(GPIO_IOF_ENABLE & UART0_PINS))
        vow_board_init();
    vow_board_console_poll(text, length, put, is_sent);
}

void vow_board_led_set(uint32_t mask)
{
    uint32_t dark = LED_PINS;

    for (unsigned led = 0; led < LEDS; led++)
        dark &= ~((mask >> led & 1u) << led_pins[led]);
    GPIO_OUTPUT = (GPIO_OUTPUT & ~LED_PINS) | dark;
}

uint32_t vow_board_led_get(void)
{
    uint32_t mask = 0;

    for (unsigned led = 0; led < LEDS; led++)
        mask |= (~GPIO_OUTPUT >> led_pins[led] & 1u) << led;
    return mask;
}

uint32_t vow_board_core_hz(void) { return CORE_HZ; }
