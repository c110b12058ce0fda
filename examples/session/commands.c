/* SPDX-License-Identifier: MIT */
/* From a line to a running command. */
#include <string.h>

#include "session.h"

enum { RUNNING = 16, LARGEST = 86400000 };

const struct command commands[] = {
    { "help", "", "this list", &help_fn, 0, 0, false },
    { "echo", "TEXT", "prints TEXT", &echo_fn, 0, 0, false },
    { "sleep", "MS", "waits; the prompt goes on", &sleep_fn, 1, 1, false },
    { "count", "N MS", "an async generator, read by a for await", &count_fn, 2, 2, false },
    { "stop", "", "calls return() of what counts, as Ctrl-C does", &stop_fn, 0, 0, false },
    { "values", "", "the delayed values that ran at the start", &values_fn, 0, 0, false },
    { "all", "MS MS ...", "Promise.all of sleeps; one below 0 fails", &all_fn, 1, NUMBERS, true },
    { "race", "MS MS ...", "Promise.race", &race_fn, 1, NUMBERS, true },
    { "any", "MS MS ...", "Promise.any", &any_fn, 1, NUMBERS, true },
    { "settled", "MS MS ...", "Promise.allSettled", &settled_fn, 1, NUMBERS, true },
    { "retry", "N", "fails N-1 times, then succeeds", &retry_fn, 1, 1, false },
    { "fail", "", "a rejection, caught by try and catch", &fail_fn, 0, 0, false },
    { "oops", "", "a rejection that nobody catches", &oops_fn, 0, 0, false },
    { "ps", "", "the tasks: state, what they await, stack", &ps_fn, 0, 0, false },
    { "mem", "", "pools and memory", &mem_fn, 0, 0, false },
    { "quit", "", "lets the commands finish and ends", NULL, 0, 0, false },
};
const int command_count = sizeof commands / sizeof commands[0];

/* Promises of commands. One that is settled makes room for the next. */
static struct vow_promise *running[RUNNING];

static struct vow_promise **free_place(void)
{
    for (int i = 0; i < RUNNING; i++) {
        if (running[i] && vow_promise_status(running[i]) != VOW_PENDING) {
            vow_promise_release(running[i]);
            running[i] = NULL;
        }
        if (!running[i])
            return &running[i];
    }
    return NULL;
}

/* A command that fails is reported as unhandled: that happens before this looks at it. */
void wait_for_commands(void)
{
    for (int i = 0; i < RUNNING; i++) {
        while (running[i] && vow_promise_status(running[i]) == VOW_PENDING)
            vow_await_result(vow_promise_retain(running[i]), NULL);
        if (running[i])
            vow_promise_release(running[i]);
        running[i] = NULL;
    }
}

/* One number at `word`, which ends with a blank or the line. */
static bool parse(const char *word, bool may_be_negative, int32_t *number)
{
    int32_t value = 0;
    bool negative = may_be_negative && *word == '-';

    word += negative;
    if (*word == 0)
        return false;
    for (; *word; word++) {
        if (*word < '0' || *word > '9' || value > LARGEST / 10)
            return false;
        value = value * 10 + (*word - '0');
    }
    *number = negative ? -value : value;
    return value <= LARGEST;
}

/* Cuts the words of call->text into numbers; tells what is wrong with them. */
static bool parse_numbers(const struct command *command, char *text, struct call *call)
{
    for (char *word = strtok(text, " "); word; word = strtok(NULL, " ")) {
        if (call->count == command->most)
            break;
        if (!parse(word, command->may_be_negative, &call->number[call->count++])) {
            say("%s: '%s' is not a number from %d to %d", command->name, word, command->may_be_negative ? -LARGEST : 0,
                LARGEST);
            return false;
        }
        if (call->count == command->most && strtok(NULL, " "))
            call->count = NUMBERS + 1;
    }
    if (call->count >= command->least && call->count <= command->most)
        return true;
    say("usage: %s %s", command->name, command->usage);
    return false;
}

static const struct command *find(const char *name)
{
    for (int i = 0; i < command_count; i++)
        if (strcmp(commands[i].name, name) == 0)
            return &commands[i];
    return NULL;
}

static void start(const struct command *command, const struct call *call)
{
    struct vow_promise **place = free_place();
    struct vow_promise *promise;
    vow_value reason;

    if (!place) {
        say("%s: too many commands are running", command->name);
        return;
    }
    promise = vow_call(command->function, call, sizeof *call);
    if (vow_promise_status(promise) == VOW_REJECTED && vow_promise_value(promise).e == &vow_error_pool_stack) {
        vow_await_result(promise, &reason);
        say("%s: %s", command->name, reason.e->message);
        return;
    }
    *place = promise;
}

bool run_line(char *line)
{
    struct call call = { .count = 0 };
    const struct command *command;
    char *name = line + strspn(line, " "), *text = name + strcspn(name, " ");

    if (*name == 0)
        return true;
    if (*text)
        *text++ = 0;
    command = find(name);
    if (!command) {
        say("there is no command '%s': type help", name);
        return true;
    }
    call.text = text;
    if (command->most && !parse_numbers(command, text, &call))
        return true;
    if (command->function)
        start(command, &call);
    return command->function != NULL;
}

static vow_value help(void *argument)
{
    for (int i = 0; i < command_count; i++)
        say("%-8s %-10s %s", commands[i].name, commands[i].usage, commands[i].help);
    return vow_pointer(argument);
}

static vow_value echo(void *argument)
{
    const struct call *call = argument;

    say("%s", call->text);
    return VOW_UNDEFINED;
}

const struct vow_async_function help_fn = VOW_ASYNC_FUNCTION(help, 0, SMALL_STACK);
const struct vow_async_function echo_fn = VOW_ASYNC_FUNCTION(echo, 1, SMALL_STACK);
