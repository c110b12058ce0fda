/* SPDX-License-Identifier: MIT */
/* Runs the programs of its input, one after another. */
#include "body.h"
#include "input.h"
#include "run_program.h"

#include <stdlib.h>
#include <string.h>

#include <vow/board.h>

enum { TEXT_BYTES = 64 * 1024 };

static void prepare(const struct runnable *self)
{
    static char text[TEXT_BYTES];

    if (strlen(self->text) >= sizeof text)
        vow_panic("conformance: the program is too long");
    vow_fuzz_parse(strcpy(text, self->text));
}

static void start(void *argument)
{
    (void)argument;
    vow_fuzz_job(&vow_fuzz_program.body[0], VOW_UNDEFINED);
}

void vow_board_start(void)
{
    char *text = vow_fuzz_input(), *next;

    vow_board_init();
    for (; text && *text; text = next) {
        struct runnable program = { .prepare = prepare, .start = start, .text = text };

        next = strstr(text, "\nfuzz ");
        if (next)
            *next++ = '\0';
        program.seed = strncmp(text, "fuzz 1 ", 7) == 0 ? strtoul(text + 7, NULL, 10) : 0;
        if (VOW_CONFIG_CANCEL_POINTS)
            vow_fuzz_run_faulted(&program);
        else
            vow_fuzz_run_program(&program);
    }
    vow_board_exit(0);
    for (;;)
        continue;
}

int main(void) { return 1; } /* the board's own start would call it */
