/* SPDX-License-Identifier: MIT */
/* What the MPS2 images share. Registers: mps2.h, and the CMSDK Technical Reference Manual (DDI 0479) for the UART. */
#include "mps2.h"

#include <vow/board.h>
#include <vow/board_console.h>

#define UART0_DATA    (*(volatile uint32_t *)UART0_REGISTERS)
#define UART0_STATE   (*(volatile uint32_t *)(UART0_REGISTERS + 0x04))
#define UART0_CTRL    (*(volatile uint32_t *)(UART0_REGISTERS + 0x08))
#define UART0_BAUDDIV (*(volatile uint32_t *)(UART0_REGISTERS + 0x10))
#define UART_STATE_TX_FULL  1u
#define UART_CTRL_TX_ENABLE 1u

#define FPGAIO_LED0 (*(volatile uint32_t *)FPGAIO_REGISTERS)
#define LED_MASK    3u

void vow_board_init(void)
{
    UART0_BAUDDIV = CORE_HZ / BAUD;
    UART0_CTRL |= UART_CTRL_TX_ENABLE;
}

static bool has_room(void) { return !(UART0_STATE & UART_STATE_TX_FULL); }

static bool put(uint8_t byte)
{
    if (!has_room())
        return false;
    UART0_DATA = byte;
    return true;
}

void vow_board_console_write(const char *text, size_t length)
{
    if (!(UART0_CTRL & UART_CTRL_TX_ENABLE))
        vow_board_init();
    vow_board_console_poll(text, length, put, has_room);
}

void vow_board_led_set(uint32_t mask)
{
    FPGAIO_LED0 = mask & LED_MASK;
}

uint32_t vow_board_led_get(void)
{
    return FPGAIO_LED0 & LED_MASK;
}

uint32_t vow_board_core_hz(void)
{
    return CORE_HZ;
}
