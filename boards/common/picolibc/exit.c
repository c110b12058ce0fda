/* SPDX-License-Identifier: MIT */
/* picolibc's exit and abort end here. */
#include <unistd.h>

#include <vow/board.h>

void _exit(int status)
{
    vow_board_exit(status);
}
