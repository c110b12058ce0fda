/* SPDX-License-Identifier: MIT */
/* Output of many tasks on one terminal. Each line goes out in one vow_uart_write, so that none cuts another; if the
 * prompt stands on the last line, the line takes its place and the prompt is shown again below. */
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "session.h"

#define ERASE_LINE "\r\033[K"

void say(const char *format, ...)
{
    char text[sizeof ERASE_LINE + 96 + 4 + sizeof editor.text];
    char *end = text;
    va_list arguments;
    int length;

    if (editor.prompting)
        end = stpcpy(end, ERASE_LINE);
    va_start(arguments, format);
    length = vsnprintf(end, 96, format, arguments);
    va_end(arguments);
    end += length < 96 ? length : 95;
    end = stpcpy(end, "\r\n");
    if (editor.prompting)
        end = stpcpy(stpcpy(end, "> "), editor.text);
    vow_uart_write(&vow_board_uart0, text, (size_t)(end - text));
}

void show_prompt(void)
{
    editor.prompting = true;
    vow_uart_write(&vow_board_uart0, "> ", 2);
}
