/* SPDX-License-Identifier: MIT */
/* What the files of the session share. */
#ifndef SESSION_H
#define SESSION_H

#include <vow/board.h>
#include <vow/board_uart.h>
#include <vow/vow.h>

enum { LINE_LENGTH = 72, NUMBERS = 8 };

/* Stacks of functions that print, and of those that also keep a list: what `ps` shows, and a quarter more. */
enum { SMALL_STACK = 640, LARGE_STACK = 832 };

/* ---- output.c: whole lines, and the line that is being typed below them ---- */

/* Prints a line, as printf does but with the line end. It never cuts another, and what is being typed is shown again
 * below it. Suspends while the UART is behind. */
void say(const char *format, ...) __attribute__((format(printf, 1, 2)));

/* Shows "> " and what was typed so far. */
void show_prompt(void);

/* ---- editor.c ---- */

/* The line that is being typed. */
struct editor {
    char text[LINE_LENGTH + 1];
    unsigned length;
    bool prompting; /* the terminal's last line is the prompt and this text */
};
extern struct editor editor;

/* An async generator: each item is a line that was typed, good until the next one. */
extern const struct vow_generator_function typed_lines_fn;

/* ---- commands ---- */

/* What a command is called with: a copy on its own stack. */
struct call {
    const char *text; /* only until the command's first await */
    int count;
    int32_t number[NUMBERS];
};

struct command {
    const char *name, *usage, *help;
    const struct vow_async_function *function;
    int least, most;    /* how many numbers it takes; most 0: none, and the text as it is */
    bool may_be_negative;
};

extern const struct command commands[];
extern const int command_count;

/* commands.c: calls the command that a line names; it goes on by itself. False: the line was "quit". */
bool run_line(char *line);
void wait_for_commands(void);

extern const struct vow_async_function help_fn, echo_fn;                                       /* commands.c */
extern const struct vow_async_function sleep_fn, all_fn, race_fn, any_fn, settled_fn;          /* commands_time.c */
extern const struct vow_async_function values_fn, count_fn, stop_fn;                           /* commands_streams.c */
extern const struct vow_async_function retry_fn, fail_fn, oops_fn;                             /* commands_errors.c */
extern const struct vow_async_function ps_fn, mem_fn;                                          /* commands_system.c */

/* Calls return() of every running count; false if there is none. */
bool stop_counting(void);

/* ---- main.c ---- */

unsigned heartbeats(void);

#endif
