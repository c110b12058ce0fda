/* SPDX-License-Identifier: MIT */
#include <vow/board.h>

const char vow_board_name[] = "mps2-an505";
