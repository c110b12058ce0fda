/* SPDX-License-Identifier: MIT */
/* The loop's clock from TIMER's alarm 0, interrupt 0. */
#include "rpi-pico.h"

#include <vow/board.h>
#include <vow/irq_controller.h>
#include <vow/loop.h>
#include <vow/tick_rp2040.h>

#if !VOW_CONFIG_TICKLESS

enum { ALARM_0_INTERRUPT = 0 };

_Static_assert(VOW_CONFIG_CLOCK_HZ <= 1000000, "TIMER counts microseconds");

void vow_irq0_handler(void);

static struct vow_tick_rp2040 tick;

void vow_board_tick_start(void)
{
    vow_tick_rp2040_start(&tick, TIMER_REGISTERS, VOW_CONFIG_CLOCK_HZ);
    vow_irq_enable(ALARM_0_INTERRUPT, VOW_IRQ_NORMAL);
}

void vow_irq0_handler(void)
{
    vow_loop_tick_from_isr(&vow_main_loop, vow_tick_rp2040_handler(&tick));
    if (vow_rp2040_watchdog_tick)
        vow_rp2040_watchdog_tick();
}

#endif
