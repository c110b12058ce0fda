/* SPDX-License-Identifier: MIT */
/* The loop's clock from TIMER0: the nRF51 has no SysTick, although QEMU gives it one. */
#include <vow/board.h>
#include <vow/irq_controller.h>
#include <vow/loop.h>
#include <vow/tick_nrf51.h>

#include "microbit.h"

#define UART_TXDRDY (*(volatile uint32_t *)0x4000211cu)

_Static_assert(VOW_CONFIG_CLOCK_HZ <= 1000000, "TIMER0 counts microseconds");

void vow_irq8_handler(void);

static struct vow_tick_nrf51 tick;

void vow_board_tick_start(void)
{
    vow_tick_nrf51_start(&tick, TIMER0, VOW_CONFIG_CLOCK_HZ);
    vow_irq_enable(TIMER0_INTERRUPT, VOW_IRQ_NORMAL);
}

/* QEMU 7.2 raises no transmit interrupt for a byte that its host took late. The tick does it, so that the driver, if it is
 * open, goes on; on the chip it is one handler too many now and then. */
void vow_irq8_handler(void)
{
    vow_loop_tick_from_isr(&vow_main_loop, vow_tick_nrf51_handler(&tick));
    if (vow_microbit_oneshot_handler)
        vow_microbit_oneshot_handler();
    if (UART_TXDRDY)
        vow_irq_pend(UART0_INTERRUPT);
}
