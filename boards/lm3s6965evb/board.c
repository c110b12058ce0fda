/* SPDX-License-Identifier: MIT */
/* Luminary Micro's LM3S6965 evaluation board. Registers: LM3S6965 Microcontroller data sheet as TI printed it, chapters 5 (System
 * Control), 8 (General-Purpose Input/Outputs) and 12 (Universal Asynchronous Receivers/Transmitters). */
#include "pl011_board.h"

#include <vow/board.h>
#include <vow/board_console.h>
#include <vow/uart_pl011.h>

#define SYSCTL_RIS   (*(volatile uint32_t *)0x400fe050u)
#define SYSCTL_MISC  (*(volatile uint32_t *)0x400fe058u)
#define SYSCTL_RCC   (*(volatile uint32_t *)0x400fe060u)
#define SYSCTL_RCGC1 (*(volatile uint32_t *)0x400fe104u)
#define SYSCTL_RCGC2 (*(volatile uint32_t *)0x400fe108u)
#define PLL_LOCKED           (1u << 6) /* RIS; MISC clears it */
#define RCC_NO_MAIN_OSC      (1u << 0)
#define RCC_OSC_SOURCE_MASK  (3u << 4) /* 0: the main oscillator */
#define RCC_CRYSTAL_MASK     (15u << 6)
#define RCC_CRYSTAL_8_MHZ    (14u << 6)
#define RCC_BYPASS           (1u << 11)
#define RCC_PLL_POWER_DOWN   (1u << 13)
#define RCC_USE_DIVIDER      (1u << 22)
#define RCC_DIVIDER_MASK     (15u << 23)
#define RCC_DIVIDE_BY_4      (3u << 23) /* of the PLL's 200 MHz */
#define RCGC1_UART0          1u
#define RCGC2_PORT_A         1u
#define RCGC2_PORT_F         32u

/* A port's data register is addressed with a mask of pins in address bits 9-2. */
#define PORT_A_ALTERNATE (*(volatile uint32_t *)0x40004420u)
#define PORT_A_DIGITAL   (*(volatile uint32_t *)0x4000451cu)
#define PORT_F_DATA_0    (*(volatile uint32_t *)0x40025004u)
#define PORT_F_DIRECTION (*(volatile uint32_t *)0x40025400u)
#define PORT_F_DIGITAL   (*(volatile uint32_t *)0x4002551cu)
#define UART0_PINS 3u
#define LED_PIN    1u

#define CORE_HZ 50000000u
#define BAUD    115200u

/* The main oscillator has no bit that says when it is stable. 20 ms at the 15.6 MHz that the internal one, which runs meanwhile, can
 * have at most; a round of the loop takes 3 clocks at least. */
#define OSCILLATOR_ROUNDS 104000u

const char vow_board_name[] = "lm3s6965evb";
int vow_board_uart0_first = -1;

/* 5.2.4, Clock Control: the main oscillator with the board's crystal, and the PLL. In the order of 5.3, Initialization and
 * Configuration, with a stable main oscillator before the PLL, as "PLL Operation" of 5.2.4 asks for. */
static void start_clock(void)
{
    uint32_t rcc = (SYSCTL_RCC | RCC_BYPASS) & ~RCC_USE_DIVIDER;

    SYSCTL_RCC = rcc;
    rcc &= ~RCC_NO_MAIN_OSC;
    SYSCTL_RCC = rcc;
    for (uint32_t round = 0; round < OSCILLATOR_ROUNDS; round++)
        __asm__ volatile("");

    /* A boot loader may have left the PLL on, and the bit set: only power-up sets it anew. */
    SYSCTL_RCC = rcc | RCC_PLL_POWER_DOWN;
    SYSCTL_MISC = PLL_LOCKED;
    rcc &= ~(RCC_OSC_SOURCE_MASK | RCC_CRYSTAL_MASK | RCC_PLL_POWER_DOWN | RCC_DIVIDER_MASK);
    rcc |= RCC_CRYSTAL_8_MHZ;
    SYSCTL_RCC = rcc;
    rcc |= RCC_DIVIDE_BY_4 | RCC_USE_DIVIDER;
    SYSCTL_RCC = rcc;
    while (!(SYSCTL_RIS & PLL_LOCKED))
        continue;
    SYSCTL_RCC = rcc & ~RCC_BYPASS;
}

void vow_board_init(void)
{
    start_clock();
    SYSCTL_RCGC1 |= RCGC1_UART0;
    SYSCTL_RCGC2 |= RCGC2_PORT_A | RCGC2_PORT_F;
    (void)SYSCTL_RCGC2; /* a module may be used 3 clocks after its own starts */
    PORT_A_ALTERNATE |= UART0_PINS;
    PORT_A_DIGITAL |= UART0_PINS;
    PORT_F_DIRECTION |= LED_PIN;
    PORT_F_DIGITAL |= LED_PIN;
    vow_board_uart0_first = vow_uart_pl011_setup(UART0_REGISTERS, CORE_HZ * 4 / BAUD);
}

static bool put(uint8_t byte) { return vow_uart_pl011_put(UART0_REGISTERS, byte); }
static bool is_sent(void) { return vow_uart_pl011_is_idle(UART0_REGISTERS); }

void vow_board_console_write(const char *text, size_t length)
{
    if (!(SYSCTL_RCGC1 & RCGC1_UART0))
        vow_board_init();
    vow_board_console_poll(text, length, put, is_sent);
}

void vow_board_led_set(uint32_t mask)
{
    PORT_F_DATA_0 = mask & LED_PIN;
}

uint32_t vow_board_led_get(void)
{
    return PORT_F_DATA_0 & LED_PIN;
}

uint32_t vow_board_core_hz(void)
{
    return CORE_HZ;
}
