/* SPDX-License-Identifier: MIT */
/* The board's first push button, where it has one. A program that does not name it links nothing of it. */
#ifndef VOW_BOARD_BUTTON_H
#define VOW_BOARD_BUTTON_H

#include <vow/pin.h>

VOW_BEGIN_DECLARATIONS

extern struct vow_pin vow_board_button;

/** Opens it for vow_main_loop. The level is that of the wire: 0 while it is pressed.   @context task   @suspends no */
void vow_board_button_open(void);

VOW_END_DECLARATIONS

#endif
