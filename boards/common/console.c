/* SPDX-License-Identifier: MIT */
/* A line for the polled console, without a formatter. */
#include "console.h"

static void say(const char *text)
{
    size_t length = 0;

    while (text && text[length])
        length++;
    if (length)
        vow_board_console_write(text, length);
}

void vow_console_say(const char *a, const char *b, const char *c, const char *d, const char *e)
{
    say(a);
    say(b);
    say(c);
    say(d);
    say(e);
}

void vow_console_say_reason(vow_value reason)
{
    if (reason.e)
        vow_console_say(reason.e->name, ": ", reason.e->message, "\n", NULL);
    else
        vow_console_say("undefined\n", NULL, NULL, NULL, NULL);
}
