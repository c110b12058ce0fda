/* SPDX-License-Identifier: MIT */
/* BBC micro:bit (version 1), an nRF51822. Registers: nRF51 Series Reference Manual 3.0, chapters 13 (CLOCK), 14 (GPIO; registers:
 * 14.2) and 29 (UART; 29.10); pins: the schematic of the micro:bit 1.3. */
#include <vow/board.h>
#include <vow/board_console.h>

#define CLOCK_HFCLKSTART   (*(volatile uint32_t *)0x40000000u)
#define CLOCK_HFCLKSTARTED (*(volatile uint32_t *)0x40000100u)

#define UART_STARTTX  (*(volatile uint32_t *)0x40002008u)
#define UART_TXDRDY   (*(volatile uint32_t *)0x4000211cu)
#define UART_INTENSET (*(volatile uint32_t *)0x40002304u)
#define UART_ENABLE   (*(volatile uint32_t *)0x40002500u)
#define UART_PSELTXD  (*(volatile uint32_t *)0x4000250cu)
#define UART_PSELRXD  (*(volatile uint32_t *)0x40002514u)
#define UART_TXD      (*(volatile uint32_t *)0x4000251cu)
#define UART_BAUDRATE (*(volatile uint32_t *)0x40002524u)
#define UART_ENABLED         4u
#define UART_INTERRUPT_TXDRDY (1u << 7)
#define UART_115200_BAUD     0x01d7e000u

#define GPIO_OUT      (*(volatile uint32_t *)0x50000504u)
#define GPIO_OUTSET   (*(volatile uint32_t *)0x50000508u)
#define GPIO_OUTCLR   (*(volatile uint32_t *)0x5000050cu)
#define GPIO_DIRSET   (*(volatile uint32_t *)0x50000518u)
#define GPIO_PIN_CNF  ((volatile uint32_t *)0x50000700u)
#define GPIO_INPUT    0u /* direction input, input buffer connected */

enum { PIN_TXD = 24, PIN_RXD = 25 };

/* The matrix: a column sinks, a row sources. The LEDs of this interface are the nine of the first row. */
#define LED_FIRST_COLUMN 4u
#define LED_MASK         0x1ffu
#define LED_ROW          (1u << 13)
#define LED_OTHER_ROWS   (3u << 14)

#define CORE_HZ 16000000u

const char vow_board_name[] = "microbit";

/* The processor starts on the internal oscillator, which is too far off for a UART: the crystal is switched on (13.1, HFCLK clock
 * controller). */
void vow_board_init(void)
{
    CLOCK_HFCLKSTARTED = 0;
    CLOCK_HFCLKSTART = 1;
    while (!CLOCK_HFCLKSTARTED)
        continue;

    GPIO_OUTSET = LED_MASK << LED_FIRST_COLUMN | LED_ROW | 1u << PIN_TXD;
    GPIO_OUTCLR = LED_OTHER_ROWS;
    GPIO_DIRSET = LED_MASK << LED_FIRST_COLUMN | LED_ROW | LED_OTHER_ROWS | 1u << PIN_TXD;
    GPIO_PIN_CNF[PIN_RXD] = GPIO_INPUT;

    UART_PSELTXD = PIN_TXD;
    UART_PSELRXD = PIN_RXD;
    UART_BAUDRATE = UART_115200_BAUD;
    UART_ENABLE = UART_ENABLED;
    UART_STARTTX = 1;
}

/* Follows the invariant of drivers/uart_nrf51.c: the interrupt is enabled while a byte is on its way, TXDRDY tells that it has
 * left. So the driver's handler goes on behind a byte of the console's; without the driver the NVIC lets none through. */
static bool is_sent(void) { return !(UART_INTENSET & UART_INTERRUPT_TXDRDY) || UART_TXDRDY; }

static bool put(uint8_t byte)
{
    if (!is_sent())
        return false;
    UART_TXDRDY = 0;
    UART_TXD = byte;
    UART_INTENSET = UART_INTERRUPT_TXDRDY;
    return true;
}

void vow_board_console_write(const char *text, size_t length)
{
    if (UART_ENABLE != UART_ENABLED)
        vow_board_init();
    vow_board_console_poll(text, length, put, is_sent);
}

void vow_board_led_set(uint32_t mask)
{
    GPIO_OUTSET = (~mask & LED_MASK) << LED_FIRST_COLUMN;
    GPIO_OUTCLR = (mask & LED_MASK) << LED_FIRST_COLUMN;
}

uint32_t vow_board_led_get(void)
{
    return ~(GPIO_OUT >> LED_FIRST_COLUMN) & LED_MASK;
}

uint32_t vow_board_core_hz(void)
{
    return CORE_HZ;
}
