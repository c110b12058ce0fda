/* SPDX-License-Identifier: MIT */
/* The loop's clock from TIMER0: the nRF51 has no SysTick, although QEMU gives it one. */
#include <vow/board.h>
#include <vow/irq_controller.h>
#include <vow/loop.h>
#include <vow/tick_nrf51.h>
#include <vow/tick_oneshot.h>

#include "microbit.h"

#define UART_TXDRDY   (*(volatile uint32_t *)0x4000211cu)
#define UART_INTENSET (*(volatile uint32_t *)0x40002304u)
#define UART_INTERRUPT_TXDRDY (1u << 7)

_Static_assert(VOW_CONFIG_CLOCK_HZ <= 1000000, "TIMER0 counts microseconds");

void vow_irq8_handler(void);

#if VOW_CONFIG_TICKLESS

/* A byte is on its way: a tick may have to end its way. */
bool vow_board_needs_ticks(void) { return (UART_INTENSET & UART_INTERRUPT_TXDRDY) && !UART_TXDRDY; }

void vow_microbit_start_timer0(void)
{
    vow_timer_nrf51_run(TIMER0);
    vow_irq_enable(TIMER0_INTERRUPT, VOW_IRQ_NORMAL);
}

static void tick(void) { vow_microbit_oneshot_handler(); }

#else

static struct vow_tick_nrf51 tick0;

static void tick(void)
{
    vow_loop_tick_from_isr(&vow_main_loop, vow_tick_nrf51_handler(&tick0));
    if (vow_microbit_oneshot_handler)
        vow_microbit_oneshot_handler();
}

void vow_board_tick_start(void)
{
    vow_tick_nrf51_start(&tick0, TIMER0, VOW_CONFIG_CLOCK_HZ);
    vow_irq_enable(TIMER0_INTERRUPT, VOW_IRQ_NORMAL);
}

#endif

/* QEMU 7.2 raises no transmit interrupt for a byte that its host took late. The tick does it, so that the driver, if it is
 * open, goes on; on the chip it is one handler too many now and then. */
void vow_irq8_handler(void)
{
    tick();
    if (vow_microbit_watchdog_tick)
        vow_microbit_watchdog_tick();
    if (UART_TXDRDY)
        vow_irq_pend(UART0_INTERRUPT);
}
