/* SPDX-License-Identifier: MIT */
/* The board's one-shot timer. A program that does not name it links nothing of it. */
#ifndef VOW_BOARD_ONESHOT_H
#define VOW_BOARD_ONESHOT_H

#include <vow/oneshot.h>

VOW_BEGIN_DECLARATIONS

extern struct vow_oneshot vow_board_oneshot;

/** Opens it for vow_main_loop: the count begins, at the rate that the board's README gives. Before its first use; again,
 *  and a deadline that it had is forgotten.   @context task   @suspends no */
void vow_board_oneshot_open(void);

/* For boards: the hardware behind it, which is not shared but with VOW_CONFIG_TICKLESS (boards/common/tickless). */
#if VOW_CONFIG_TICKLESS
extern struct vow_oneshot vow_board_alarm;
void vow_board_alarm_open(void);
#else
#define vow_board_alarm vow_board_oneshot
#define vow_board_alarm_open vow_board_oneshot_open
#endif

VOW_END_DECLARATIONS

#endif
