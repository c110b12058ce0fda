/* SPDX-License-Identifier: MIT */
/* Timers 0 and 1, clocked with the processor. */
#include "../handler_of.h"
#include "mps2.h"

#include <vow/board_oneshot.h>
#include <vow/irq_controller.h>
#include <vow/oneshot_cmsdk.h>

void HANDLER_OF(TIMER1_IRQ)(void);

static struct vow_oneshot_cmsdk timers = { .count = (void *)TIMER0_REGISTERS, .alarm = (void *)TIMER1_REGISTERS };
struct vow_oneshot vow_board_alarm;

void vow_board_alarm_open(void)
{
    vow_oneshot_cmsdk_open(&vow_board_alarm, &vow_main_loop, &timers, CORE_HZ);
    vow_irq_enable(TIMER1_IRQ, VOW_IRQ_NORMAL);
}

void HANDLER_OF(TIMER1_IRQ)(void) { vow_oneshot_cmsdk_handler(&vow_board_alarm); }
