/* SPDX-License-Identifier: MIT */
/* What a program says when it cannot go on. Each default hook is a file of its own: an application replaces it by
 * defining a function of the same name. */
#include "console.h"

#include <vow/error.h>

void vow_hook_panic(const char *what, const char *who, const void *place)
{
    vow_console_say("panic: ", what, " (in ", who, ", called at ");
    vow_console_say_address(place);
    vow_console_say(")\n", NULL, NULL, NULL, NULL);
    vow_board_exit(1);
}
