/* SPDX-License-Identifier: MIT */
/* The tick's timer: a hart has one comparison. */
#include <vow/board_oneshot.h>
#include <vow/oneshot_clint.h>

#include "tick.h"

struct vow_oneshot vow_board_alarm;

/* The tick has let machine timer interrupts in, if there is one. */
void vow_board_alarm_open(void)
{
    vow_oneshot_clint_open(&vow_board_alarm, &vow_main_loop, &vow_virt_tick);
    __asm__ volatile("csrs mie, %0" : : "r"(MIE_MTIE));
}

void vow_virt_oneshot_handler(void) { vow_oneshot_clint_handler(&vow_board_alarm); }
