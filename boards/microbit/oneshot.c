/* SPDX-License-Identifier: MIT */
/* The tick's timer: TIMER0 is the only one that has 32 bits. */
#include <vow/board_oneshot.h>
#include <vow/oneshot_nrf51.h>

#include "microbit.h"

static struct vow_oneshot_nrf51 timer0 = { TIMER0, TIMER0_INTERRUPT };
struct vow_oneshot vow_board_alarm;

void vow_board_alarm_open(void)
{
#if VOW_CONFIG_TICKLESS
    vow_microbit_start_timer0();
#endif
    vow_oneshot_nrf51_open(&vow_board_alarm, &vow_main_loop, &timer0);
}

void vow_microbit_oneshot_handler(void) { vow_oneshot_nrf51_handler(&vow_board_alarm); }
