/* SPDX-License-Identifier: MIT */
/* The keyboard as an async iterable of lines, with echo and Backspace. */
#include <string.h>

#include "session.h"

enum { CTRL_C = 0x03, CTRL_D = 0x04, BACKSPACE = 0x08, DELETE = 0x7f };

struct editor editor;

static void echo_text(const char *text) { vow_uart_write(&vow_board_uart0, text, strlen(text)); }

/* The text and what the terminal shows change together: nothing is awaited between the two. */
static void type(char byte)
{
    const char echo[] = { byte, 0 };

    if (editor.length++ >= LINE_LENGTH)
        return;
    editor.text[editor.length - 1] = byte;
    editor.text[editor.length] = 0;
    echo_text(echo);
}

static void erase(void)
{
    if (editor.length == 0)
        return;
    if (--editor.length >= LINE_LENGTH)
        return;
    editor.text[editor.length] = 0;
    echo_text("\b \b");
}

/* Ends the line on the terminal and starts a new one. */
static void clear(const char *echo)
{
    editor.prompting = false;
    editor.length = 0;
    editor.text[0] = 0;
    echo_text(echo);
}

static void enter(struct vow_generator *self)
{
    char line[LINE_LENGTH + 1];
    unsigned length = editor.length;

    memcpy(line, editor.text, sizeof line);
    clear("\r\n");
    if (length > LINE_LENGTH)
        say("that line is too long: %u characters, at most %u can be read; nothing was done", length, LINE_LENGTH);
    else
        vow_yield(self, vow_pointer(line));
    show_prompt();
}

static void interrupt(void)
{
    clear("^C\r\n");
    stop_counting();
    show_prompt();
}

/* Ends at Ctrl-D, which the run script also sends at the end of a pipe. */
static vow_value typed_lines(struct vow_generator *self, void *argument)
{
    unsigned char bytes[16], before = 0;

    show_prompt();
    for (;;) {
        vow_value length;

        if (vow_await_result(vow_uart_read(&vow_board_uart0, bytes, sizeof bytes), &length) == VOW_REJECTED) {
            say("input: %s", length.e->message);
            continue;
        }
        for (unsigned i = 0; i < length.u; before = bytes[i++]) {
            if (bytes[i] == '\r' || (bytes[i] == '\n' && before != '\r'))
                enter(self);
            else if (bytes[i] == BACKSPACE || bytes[i] == DELETE)
                erase();
            else if (bytes[i] == CTRL_C)
                interrupt();
            else if (bytes[i] == CTRL_D)
                goto end;
            else if (bytes[i] >= ' ')
                type((char)bytes[i]);
        }
    }
end:
    if (editor.length)
        enter(self);
    clear("\r\n");
    return vow_pointer(argument);
}

const struct vow_generator_function typed_lines_fn = VOW_GENERATOR_FUNCTION(typed_lines, 0, LARGE_STACK);
