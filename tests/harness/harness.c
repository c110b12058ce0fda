/* SPDX-License-Identifier: MIT */
/* Runs tests and says how they went. The lines on the console, which tests/run reads:
 *     run NAME | ok NAME | not ok NAME: reason | # more about the failure | end */
#include "test.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <vow/board.h>

static const struct vow_test *running;
static char reason[160], trace[TEST_TRACE_BYTES];
static size_t trace_length;

static void print(const char *format, ...) __attribute__((format(printf, 1, 2)));
static void print(const char *format, ...)
{
    char line[200];
    va_list arguments;
    int length;

    va_start(arguments, format);
    length = vsnprintf(line, sizeof line, format, arguments);
    va_end(arguments);
    if ((size_t)length >= sizeof line) {
        length = sizeof line - 1;
        line[length - 1] = '\n';
    }
    vow_board_console_write(line, (size_t)length);
}

static void print_commented(const char *text)
{
    while (*text) {
        size_t length = strcspn(text, "\n");

        print("#   %.*s\n", (int)length, text);
        text += length + (text[length] == '\n');
    }
}

static void fail(const char *file, int line, const char *format, ...) __attribute__((format(printf, 3, 4)));
static void fail(const char *file, int line, const char *format, ...)
{
    const char *slash = strrchr(file, '/');
    va_list arguments;
    int length;

    if (reason[0])
        return;
    length = snprintf(reason, sizeof reason, "%s:%d: ", slash ? slash + 1 : file, line);
    va_start(arguments, format);
    vsnprintf(reason + length, sizeof reason - (size_t)length, format, arguments);
    va_end(arguments);
}

void vow_test_expect(bool condition, const char *file, int line, const char *text)
{
    if (!condition)
        fail(file, line, "expected %s", text);
}

void vow_test_equal(intptr_t got, intptr_t wanted, const char *file, int line, const char *text)
{
    if (got != wanted)
        fail(file, line, "%s is %ld, expected %ld", text, (long)got, (long)wanted);
}

void vow_test_trace(const char *format, ...)
{
    va_list arguments;

    va_start(arguments, format);
    trace_length += (size_t)vsnprintf(trace + trace_length, sizeof trace - trace_length, format, arguments);
    va_end(arguments);
    if (trace_length > sizeof trace - 2)
        vow_panic("test: the trace is full");
    trace[trace_length++] = '\n';
    trace[trace_length] = '\0';
}

void vow_test_expect_trace(const char *wanted, const char *file, int line)
{
    if (strcmp(trace, wanted) != 0 && !reason[0]) {
        print("# trace wanted:\n");
        print_commented(wanted);
        print("# trace got:\n");
        print_commented(trace);
        fail(file, line, "the traces differ");
    }
    trace_length = 0;
    trace[0] = '\0';
}

const char *vow_test_text(vow_value value)
{
    static const struct vow_error *const errors[] = {
        &vow_error_self_resolution, &vow_error_not_iterator_result, &vow_error_aggregate, &vow_error_cancelled, &vow_error_timeout,
        &vow_error_pool_promise,    &vow_error_pool_record,         &vow_error_pool_stack,
    };

    for (size_t i = 0; i < sizeof errors / sizeof *errors; i++)
        if (value.e == errors[i])
            return errors[i]->name;
    return value.s ? value.s : "undefined";
}

void (*vow_test_panicked)(const char *what);

void vow_hook_panic(const char *what, const char *who, const void *place)
{
    if (vow_test_panicked)
        vow_test_panicked(what);
    if (running && running->panic && strcmp(running->panic, what) == 0 && place && !reason[0])
        print("ok %s\n", running->name);
    else
        print("not ok %s: panic: %s (%s)\n", running ? running->name : "-", what, who);
    vow_board_exit(0);
}

static vow_value run_body(void *argument)
{
    const struct vow_test *test = argument;

    test->run();
    return VOW_UNDEFINED;
}

static void run(const struct vow_test *test, void (*settle)(void))
{
    unsigned live = vow_loop_live();
    vow_value thrown;

    running = test;
    reason[0] = trace[0] = '\0';
    trace_length = 0;
    print("run %s\n", test->name);
    if (!vow_task_current())
        test->run(); /* outside of the loop there is no throw */
    else if (vow_try(run_body, (void *)(uintptr_t)test, &thrown) == VOW_REJECTED)
        fail("throw", 0, "the test threw %s", vow_test_text(thrown));
    settle();
    vow_test_expect_trace("", "end", 0);
    if (vow_loop_live() != live)
        fail("end", 0, "leaked %d blocks", (int)(vow_loop_live() - live));
    if (test->panic)
        fail("end", 0, "no panic");
    if (reason[0])
        print("not ok %s: %s\n", test->name, reason);
    else
        print("ok %s\n", test->name);
    running = NULL;
}

/* "3,7-9,20-": numbers in the table. Nothing: all. */
static bool asked_for(const char *ranges, unsigned long number)
{
    char *end;

    while (*ranges >= '0' && *ranges <= '9') {
        unsigned long first = strtoul(ranges, &end, 10), last = first;

        if (*end == '-')
            last = end[1] >= '0' && end[1] <= '9' ? strtoul(end + 1, &end, 10) : (end++, ~0ul);
        if (number >= first && number <= last)
            return true;
        ranges = *end == ',' ? end + 1 : end;
    }
    return false;
}

void vow_test_run_all(void (*settle)(void))
{
    static char ranges[TEST_RANGES_BYTES];

    vow_test_command_line(ranges, sizeof ranges);
    for (unsigned i = 0; vow_tests[i]; i++)
        if (!ranges[0] || asked_for(ranges, i))
            run(vow_tests[i], settle);
    print("end\n");
}
