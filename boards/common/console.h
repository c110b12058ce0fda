/* SPDX-License-Identifier: MIT */
#ifndef VOW_BOARDS_CONSOLE_H
#define VOW_BOARDS_CONSOLE_H

#include <vow/board.h>

/* Writes five strings one after another; NULL is left out. Any context. */
void vow_console_say(const char *a, const char *b, const char *c, const char *d, const char *e);

#endif
