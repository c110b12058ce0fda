/* SPDX-License-Identifier: MIT */
/* picolibc's streams on the board's polled console; linked only into programs that use them. Output goes a line at a
 * time: fflush shows an unfinished one, and the end of the program does. */
#include <stdio.h>
#include <stdlib.h>

#include <vow/board.h>

void vow_stdio_flush(void);

static char vow_stdio_line[128];
static size_t vow_stdio_length;

void vow_stdio_flush(void)
{
    const size_t length = vow_stdio_length;
    vow_stdio_length = 0;
    vow_board_console_write(vow_stdio_line, length);
}

static int vow_stdio_flush_stream(FILE *stream)
{
    (void)stream;
    vow_stdio_flush();
    return 0;
}

static int vow_stdio_put(char byte, FILE *stream)
{
    (void)stream;
    vow_stdio_line[vow_stdio_length++] = byte;
    if (byte == '\n' || vow_stdio_length == sizeof vow_stdio_line)
        vow_stdio_flush();
    return (unsigned char)byte;
}

static int vow_stdio_get(FILE *stream)
{
    (void)stream;
    return _FDEV_EOF;
}

static FILE vow_stdio = FDEV_SETUP_STREAM(vow_stdio_put, vow_stdio_get, vow_stdio_flush_stream, _FDEV_SETUP_RW);

FILE *const stdin = &vow_stdio;
FILE *const stdout = &vow_stdio;
FILE *const stderr = &vow_stdio;
