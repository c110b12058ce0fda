/* SPDX-License-Identifier: MIT */
/* The default report of an error that nobody could catch. */
#include "console.h"

void vow_hook_uncaught_error(vow_value reason)
{
    vow_console_say("uncaught error: ", NULL, NULL, NULL, NULL);
    vow_console_say_reason(reason);
}
