/* SPDX-License-Identifier: MIT */
/* The tick's timer: a hart has one comparison. */
#include <vow/board_oneshot.h>
#include <vow/oneshot_clint.h>

#include "hifive1.h"

struct vow_oneshot vow_board_oneshot;

void vow_board_oneshot_open(void) { vow_oneshot_clint_open(&vow_board_oneshot, &vow_main_loop, &vow_hifive1_tick); }
void vow_hifive1_oneshot_handler(void) { vow_oneshot_clint_handler(&vow_board_oneshot); }
