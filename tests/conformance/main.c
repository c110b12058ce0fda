/* SPDX-License-Identifier: MIT */
/* Runs the programs on standard input, one after another, and prints the trace of each behind a line "#SEED". It owns the
 * loop and its clock: time stands while anything runs, and jumps to the next deadline when nothing does. */
#include "body.h"
#include "slots.h"
#include "leftover.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <vow/board.h>

#ifdef __arm__
VOW_LOOP_DEFINE(vow_main_loop, 4096, 4096, VOW_STACKS(200, 3072));
#else
VOW_LOOP_DEFINE(vow_main_loop, 16384, 16384, VOW_STACKS(1000, 1024));
#endif

enum { TEXT_BYTES = 64 * 1024 };

void vow_hook_panic(const char *what, const char *who, const void *place)
{
    printf("!panic %s (%s, %p)\n", what, who, place);
    fflush(stdout);
    abort();
}

void vow_hook_unhandled_rejection(struct vow_promise *promise, const char *task)
{
    (void)task;
    vow_fuzz_line("!unhandled %s",
                  vow_fuzz_show(vow_fuzz_received(vow_promise_status(promise), vow_promise_value(promise))));
}

void vow_hook_rejection_handled(struct vow_promise *promise)
{
    vow_fuzz_line("!handled %s",
                  vow_fuzz_show(vow_fuzz_received(vow_promise_status(promise), vow_promise_value(promise))));
}

/* Programs throw words of their own: an error by address tells of a generator that would not end. */
void vow_hook_uncaught_error(vow_value reason)
{
    vow_fuzz_abandoned += vow_fuzz_quiet && reason.u != 0 && (reason.u & 3) == 0;
    vow_fuzz_line("!uncaught %s", vow_fuzz_show(reason));
}

static void run_until_idle(void)
{
    vow_time next;

    while ((next = vow_loop_poll(&vow_main_loop, 1000)) != VOW_TIME_NEVER) {
        vow_time now = vow_clock_now();

        if (next > now)
            vow_loop_tick_from_isr(&vow_main_loop, (uint32_t)(next - now));
    }
}

static void start(void *argument)
{
    (void)argument;
    vow_fuzz_job(&vow_fuzz_program.body[0], VOW_UNDEFINED);
}

/* JavaScript would forget what nobody can reach. Here it is let go, which runs what stands at a yield, and what waits
 * for a promise that nobody can settle any more gets a rejection. */
static void let_everything_go(void)
{
    bool any = true;

    vow_fuzz_quiet = true;
    for (unsigned i = 0; any && i < 100; i++) {
        any = vow_fuzz_slots_clear() || vow_fuzz_let_go() || vow_fuzz_reject_orphans();
        run_until_idle();
    }
    vow_fuzz_quiet = false;
}

static void run_program(char *text)
{
    static const struct slots empty;

    vow_loop_init(&vow_main_loop, &vow_main_loop_config);
    vow_fuzz_parse(text);
    printf("#%lu\n", vow_fuzz_program.seed);
    fflush(stdout);
    if (vow_queue_microtask(start, NULL))
        vow_panic("conformance: no promise to start with");
    run_until_idle();
    let_everything_go();
    vow_fuzz_report_leftover();
    vow_fuzz_slots = empty;
    vow_fuzz_forget();
}

/* Reads up to the next program's first line, which stays in `line`. */
static bool read_program(char *text, char *line, size_t line_bytes)
{
    size_t length = 0;
    bool any = false;

    while (line[0] || fgets(line, (int)line_bytes, stdin)) {
        size_t bytes = strlen(line);

        if (any && strncmp(line, "fuzz ", 5) == 0)
            return true;
        any = true;
        if (length + bytes >= TEXT_BYTES)
            vow_panic("conformance: the program is too long");
        memcpy(text + length, line, bytes + 1);
        length += bytes;
        line[0] = '\0';
    }
    return any;
}

void vow_board_start(void)
{
    static char text[TEXT_BYTES], line[512];

    vow_board_init();
    while (read_program(text, line, sizeof line))
        run_program(text);
    fflush(stdout);
    vow_board_exit(0);
}

int main(void) { return 1; } /* the board's own start would call it */
