/* SPDX-License-Identifier: MIT */
/* The board, for <vow/board.h>. Say here where each register is described: SmartFusion2 Microcontroller Subsystem User
 * Guide (UG0331), chapters "System Register Block" and "MMUART Peripherals". */
#include <vow/board.h>
#include <vow/board_console.h>

#include "registers.h"

#define SOFT_RESET (*(volatile uint32_t *)0x40038048u) /* SOFT_RST_CR: 1 holds a device in reset */
#define SOFT_RESET_UART0 (1u << 7)

#define UART0_DATA         (*(volatile uint8_t *)(UART0_ADDRESS + 0x00u))
#define UART0_LINE_CONTROL (*(volatile uint8_t *)(UART0_ADDRESS + 0x0cu))
#define UART0_LINE_STATUS  (*(volatile uint8_t *)(UART0_ADDRESS + 0x14u))
#define LINE_CONTROL_8_BITS 3u
#define LINE_STATUS_ROOM    0x20u
#define LINE_STATUS_SENT    0x40u

/* The name of the folder, for banners. */
const char vow_board_name[] = "template";

/* Clocks first, then the devices' clocks and resets, then pins, then the console. The clocks and pins of this chip are set before
 * the processor starts, from the design in its FPGA; boards/lm3s6965evb sets both. */
void vow_board_init(void)
{
    SOFT_RESET &= ~SOFT_RESET_UART0;
    UART0_LINE_CONTROL = LINE_CONTROL_8_BITS;
}

/* Polled, because faults and panics have no interrupts. */
static bool put(uint8_t byte)
{
    if (!(UART0_LINE_STATUS & LINE_STATUS_ROOM))
        return false;
    UART0_DATA = byte;
    return true;
}

static bool is_sent(void) { return UART0_LINE_STATUS & LINE_STATUS_SENT; }

void vow_board_console_write(const char *text, size_t length)
{
    if (UART0_LINE_CONTROL != LINE_CONTROL_8_BITS)
        vow_board_init(); /* a fault before vow_board_init has something to say, too */
    vow_board_console_poll(text, length, put, is_sent);
}

/* No LED here: bits without one are ignored and read as 0. */
void vow_board_led_set(uint32_t mask) { (void)mask; }
uint32_t vow_board_led_get(void) { return 0; }

/* What SysTick counts. */
uint32_t vow_board_core_hz(void) { return CORE_HZ; }
