/* SPDX-License-Identifier: MIT */
/* From reset to vow_board_start: plain C that is the same on every Cortex-M. */
#include "../armv7m/start.c"
