/* SPDX-License-Identifier: MIT */
#ifndef VOW_BOARDS_CONSOLE_H
#define VOW_BOARDS_CONSOLE_H

#include <vow/board.h>
#include <vow/error.h>

/* Writes five strings one after another; NULL is left out. Any context. */
void vow_console_say(const char *a, const char *b, const char *c, const char *d, const char *e);

/* Writes name and message of a reason, taken for a struct vow_error, and ends the line. Any context. */
void vow_console_say_reason(vow_value reason);

#endif
