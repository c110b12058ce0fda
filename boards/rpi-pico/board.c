/* SPDX-License-Identifier: MIT */
/* Raspberry Pi Pico. Registers: RP2040 Datasheet 2.3.1 (SIO), 2.19 (GPIO), 4.2 (UART); pins: Raspberry Pi Pico Datasheet,
 * "Pinout and design files". */
#include "pl011_board.h"
#include "rpi-pico.h"

#include <vow/board.h>
#include <vow/board_console.h>
#include <vow/uart_pl011.h>

#define IO_BANK0_CTRL(pin)  RP2040_REGISTER(0x40014004u + 8u * (pin))
#define PADS_BANK0(pin)     RP2040_REGISTER(0x4001c004u + 4u * (pin))
#define FUNCTION_UART 2u
#define FUNCTION_SIO  5u
#define PAD_RESET     0x56u /* input enabled, 4 mA, pulled down, Schmitt trigger */
#define PAD_PULL_DOWN 0x04u
#define PAD_PULL_UP   0x08u

#define SIO_GPIO_OUT     RP2040_REGISTER(0xd0000010u)
#define SIO_GPIO_OUT_SET RP2040_REGISTER(0xd0000014u)
#define SIO_GPIO_OUT_CLR RP2040_REGISTER(0xd0000018u)
#define SIO_GPIO_OE_SET  RP2040_REGISTER(0xd0000024u)

enum { PIN_TXD = 0, PIN_RXD = 1, PIN_LED = 25, BAUD = 115200 };

const char vow_board_name[] = "rpi-pico";

void vow_board_init(void)
{
    vow_rp2040_start_clocks();
    vow_rp2040_reset(RP2040_RESETS_IO_BANK0 | RP2040_RESETS_PADS_BANK0 | RP2040_RESETS_TIMER | RP2040_RESETS_UART0);
    (void)vow_uart_pl011_setup(UART0_REGISTERS, (uint32_t)(RP2040_CORE_HZ * 4ull / BAUD));

    /* Nothing is connected: that must not look like a break. */
    PADS_BANK0(PIN_RXD) = (PAD_RESET & ~PAD_PULL_DOWN) | PAD_PULL_UP;
    IO_BANK0_CTRL(PIN_TXD) = FUNCTION_UART;
    IO_BANK0_CTRL(PIN_RXD) = FUNCTION_UART;
    SIO_GPIO_OUT_CLR = 1u << PIN_LED;
    SIO_GPIO_OE_SET = 1u << PIN_LED;
    IO_BANK0_CTRL(PIN_LED) = FUNCTION_SIO;
}

static bool put(uint8_t byte) { return vow_uart_pl011_put(UART0_REGISTERS, byte); }
static bool is_sent(void) { return vow_uart_pl011_is_idle(UART0_REGISTERS); }

void vow_board_console_write(const char *text, size_t length)
{
    if (vow_rp2040_ended)
        return;
    if (RP2040_REGISTER(RP2040_RESETS) & RP2040_RESETS_UART0)
        vow_board_init();
    vow_board_console_poll(text, length, put, is_sent);
}

void vow_board_led_set(uint32_t mask)
{
    if (mask & 1u)
        SIO_GPIO_OUT_SET = 1u << PIN_LED;
    else
        SIO_GPIO_OUT_CLR = 1u << PIN_LED;
}

uint32_t vow_board_led_get(void)
{
    return SIO_GPIO_OUT >> PIN_LED & 1u;
}

uint32_t vow_board_core_hz(void)
{
    return RP2040_CORE_HZ;
}
