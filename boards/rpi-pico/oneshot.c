/* SPDX-License-Identifier: MIT */
/* TIMER's alarm 1. */
#include "rpi-pico.h"

#include <vow/board_oneshot.h>
#include <vow/irq_controller.h>
#include <vow/oneshot_rp2040.h>

enum { ALARM_1_INTERRUPT = 1 };

void vow_irq1_handler(void);

static struct vow_oneshot_rp2040 alarm_1 = { TIMER_REGISTERS, 1, ALARM_1_INTERRUPT };
struct vow_oneshot vow_board_alarm;

void vow_board_alarm_open(void)
{
    vow_oneshot_rp2040_open(&vow_board_alarm, &vow_main_loop, &alarm_1);
    vow_irq_enable(ALARM_1_INTERRUPT, VOW_IRQ_NORMAL);
}

void vow_irq1_handler(void)
{
    vow_oneshot_rp2040_handler(&vow_board_alarm);
    if (VOW_CONFIG_TICKLESS && vow_rp2040_watchdog_tick)
        vow_rp2040_watchdog_tick();
}
