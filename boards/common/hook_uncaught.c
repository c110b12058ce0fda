/* SPDX-License-Identifier: MIT */
/* The default report of a throw out of a timer or microtask callback. */
#include "console.h"

void vow_hook_uncaught_error(vow_value reason)
{
    vow_console_say("uncaught error in a callback: ", NULL, NULL, NULL, NULL);
    vow_console_say_reason(reason);
}
