/* SPDX-License-Identifier: MIT */
/* The loop's clock from TIMER0: the nRF51 has no SysTick, although QEMU gives it one. Interrupt numbers are the peripheral's
 * place in the memory map: nRF51 Series Reference Manual, chapter "Peripheral interface". */
#include <vow/board.h>
#include <vow/loop.h>
#include <vow/tick_nrf51.h>

#define TIMER0         ((void *)0x40008000u)
#define NVIC_ISER      (*(volatile uint32_t *)0xe000e100u)
#define NVIC_ISPR      (*(volatile uint32_t *)0xe000e200u)
#define UART_TXDRDY    (*(volatile uint32_t *)0x4000211cu)
#define UART_INTERRUPT (1u << 2)
#define TIMER_INTERRUPT (1u << 8)

_Static_assert(VOW_CONFIG_CLOCK_HZ <= 1000000, "TIMER0 counts microseconds");

void vow_irq8_handler(void);

static struct vow_tick_nrf51 tick;

void vow_board_tick_start(void)
{
    vow_tick_nrf51_start(&tick, TIMER0, VOW_CONFIG_CLOCK_HZ);
    NVIC_ISER = TIMER_INTERRUPT;
}

/* QEMU 7.2 raises no transmit interrupt for a byte that its host took late. The tick does it, so that the driver, if it is
 * open, goes on; on the chip it is one handler too many now and then. */
void vow_irq8_handler(void)
{
    vow_loop_tick_from_isr(&vow_main_loop, vow_tick_nrf51_handler(&tick));
    if (UART_TXDRDY)
        NVIC_ISPR = UART_INTERRUPT;
}
