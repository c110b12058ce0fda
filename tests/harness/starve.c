/* SPDX-License-Identifier: MIT */
/* Each test is run again for each block that it asks for, and finds the pool dry there; each time in a process of its own, which
 * has nothing of the one before. What the test expects is not looked at. It may end early, by a throw or because what it waits for
 * was never begun: then it is cancelled. What must hold: no crash, no panic, no hang; everything still works; and if the test has
 * run to its end, every pool is whole. A refusal is unseen if the test has seen what it sees without one: it empties the pool itself, or does
 * not look, as at an element of any() that loses. */
#include "test.h"

#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include <vow/board.h>
#include <vow/cancel.h>

VOW_LOOP_DEFINE(vow_main_loop, TEST_PROMISES, TEST_RECORDS, VOW_STACKS(TEST_STACKS, TEST_STACK_BYTES),
                VOW_STACKS(TEST_LARGE_STACKS, TEST_LARGE_STACK_BYTES));

/* They take too long; other tests of UARTs, broadcasts and timers ask for the same blocks. */
static const char *const left_out[] = {
    "uart_million_bytes_through_random_cuts", "uart_million_bytes_with_faults_through_random_cuts", "uart_sweep_of_line_errors",
    "uart_sweep_of_overruns", "broadcast_loses_and_doubles_nothing_under_cuts_at_every_tick", "clock_a_day_does_not_drift",
};
/* Panics of tests that do not look whether they got what they asked for. */
static const char *const misuse[] = {
    "vow_promise_at or vow_promise_count of a promise that is not settled with a list",
    "vow_mutex_unlock: the task does not have it",
};

static bool contains(const char *const *names, size_t count, const char *name)
{
    while (count && strcmp(names[count - 1], name) != 0)
        count--;
    return count > 0;
}
#define CONTAINS(names, name) contains(names, sizeof(names) / sizeof *(names), name)

enum { HANG_LIMIT_S = 60, PATIENCE_MS = 300000 };
enum outcome { WHOLE, LEFT_EARLY, WRONG };

static const struct vow_test *running;
static bool counting;
static unsigned failing;
static int answer_end; /* of the pipe to the parent */
static char wrong[200];

/* What a run tells its parent. */
static struct answer {
    unsigned asked; /* blocks */
    uint32_t seen;  /* a checksum of all that the test has looked at */
} answer;

static void look_at(const void *what, size_t bytes)
{
    for (const unsigned char *byte = what; bytes--; byte++)
        answer.seen = (answer.seen ^ *byte) * 16777619u;
}

static _Noreturn void end_run(enum outcome outcome)
{
    fflush(stdout);
    _exit(write(answer_end, &answer, sizeof answer) == sizeof answer ? outcome : WRONG);
}

bool vow_hook_pool_fails(enum vow_pool_kind kind)
{
    (void)kind;
    if (!counting)
        return false;
    return ++answer.asked == failing;
}

/* ---- what tests call: it only matters whether it is as in the run in which nothing fails ---- */

void vow_test_expect(bool condition, const char *file, int line, const char *text)
{
    (void)file, (void)text;
    look_at(&condition, sizeof condition);
    look_at(&line, sizeof line);
}
void vow_test_equal(intptr_t got, intptr_t wanted, const char *file, int line, const char *text)
{
    (void)wanted, (void)file, (void)text;
    look_at(&got, sizeof got);
    look_at(&line, sizeof line);
}
void vow_test_trace(const char *format, ...)
{
    char line[200];
    va_list arguments;

    va_start(arguments, format);
    vsnprintf(line, sizeof line, format, arguments);
    va_end(arguments);
    look_at(line, strlen(line));
}
void vow_test_expect_trace(const char *wanted, const char *file, int line) { (void)wanted, (void)file, (void)line; }
void vow_test_allow_ms(uint32_t more_ms) { (void)more_ms; }

/* Not as text: where something is missing it may be anything. */
const char *vow_test_text(vow_value value)
{
    return value.e == &vow_error_pool_promise || value.e == &vow_error_pool_record || value.e == &vow_error_pool_stack ? "refused" : "";
}

void vow_hook_panic(const char *what, const char *who, const void *place)
{
    (void)who, (void)place;
    if (CONTAINS(misuse, what) || (running && running->panic && strcmp(running->panic, what) == 0))
        end_run(LEFT_EARLY);
    printf("# panic: %s\n", what);
    end_run(WRONG);
}

/* ---- everything still works ---- */

static vow_value sleeps(void *argument)
{
    (void)argument;
    vow_sleep_ms(1);
    return vow_int(1);
}
static const struct vow_async_function sleeps_fn = VOW_ASYNC_FUNCTION(sleeps, 0, 256);

static vow_value yields(struct vow_generator *self, void *argument)
{
    (void)argument;
    vow_yield(self, vow_int(1));
    vow_yield_promise(self, vow_call(&sleeps_fn, NULL, 0));
    return VOW_UNDEFINED;
}
static const struct vow_generator_function yields_fn = VOW_GENERATOR_FUNCTION(yields, 0, 256);

static vow_value increments(void *argument, vow_value value, enum vow_status status)
{
    (void)argument, (void)status;
    return vow_int(value.i + 1);
}

static int uses_everything(void)
{
    struct vow_promise *promises[2] = { vow_promise_then(vow_call(&sleeps_fn, NULL, 0), increments, NULL, NULL), vow_delay_ms(1) };
    vow_value values[2];
    int sum = 0;

    vow_await_all(promises, 2, values);
    VOW_FOR_AWAIT(item, vow_iterate(vow_generate(&yields_fn, NULL, 0)))
        sum += (int)item.value.i;
    return sum + (int)values[0].i;
}

/* ---- one run ---- */

static vow_value run_body(void *argument)
{
    (void)argument;
    running->run();
    return vow_int(1);
}

static void lose_patience(void *task) { vow_task_cancel(task); }

/* True if the test has run to its end. */
static bool run_to_the_end(void)
{
    struct vow_timer patience = { 0 };
    vow_value value;
    bool ended;

    vow_timer_start_ms(&patience, PATIENCE_MS, lose_patience, vow_task_current());
    ended = vow_try(run_body, NULL, &value) == VOW_FULFILLED && vow_timer_stop(&patience);
    vow_timer_stop(&patience);
    return ended;
}

/* What the test has left running ends by itself, or is told to. */
static void calm_down(unsigned live)
{
    vow_sleep_ms(1);
    for (int i = 0; i < 3 && vow_loop_live() != live; i++) {
        for (struct vow_task *task = vow_task_next(NULL); i && task; task = vow_task_next(task))
            if (task != vow_task_current())
                vow_task_cancel(task);
        vow_sleep_ms(PATIENCE_MS);
    }
}

static enum outcome run_once(unsigned number)
{
    unsigned live = vow_loop_live();
    bool ended;

    failing = number;
    counting = true;
    ended = run_to_the_end();
    counting = false;
    calm_down(live);
    ended = ended && !running->panic; /* nothing cleans up behind the call at which it should have panicked */
    if (ended && vow_loop_live() != live) {
        printf("# block %u is missing: %d blocks leaked\n", number, (int)(vow_loop_live() - live));
        return WRONG;
    }
    live = vow_loop_live();
    if (uses_everything() != 4 || (vow_sleep_ms(1), vow_loop_live() != live)) {
        printf("# block %u is missing: afterwards not everything works\n", number);
        return WRONG;
    }
    return ended ? WHOLE : LEFT_EARLY;
}

/* A process of its own. Gives back how it went, and what it tells. */
static enum outcome try_one(unsigned number, struct answer *told)
{
    int ends[2], status;
    pid_t child;

    fflush(stdout);
    if (pipe(ends) || (child = fork()) < 0)
        vow_panic("starve: no process");
    if (child == 0) {
        answer_end = ends[1];
        alarm(HANG_LIMIT_S);
        end_run(run_once(number));
    }
    close(ends[1]);
    if (read(ends[0], told, sizeof *told) != sizeof *told)
        *told = (struct answer){ 0 };
    close(ends[0]);
    waitpid(child, &status, 0);
    if (WIFEXITED(status) && WEXITSTATUS(status) <= LEFT_EARLY)
        return (enum outcome)WEXITSTATUS(status);
    snprintf(wrong, sizeof wrong, "block %u is missing: it ended with %s %d", number, WIFEXITED(status) ? "status" : "signal",
             WIFEXITED(status) ? WEXITSTATUS(status) : WTERMSIG(status));
    return WRONG;
}

static void starve(const struct vow_test *test)
{
    unsigned counts[3] = { 0 }, unseen = 0;
    struct answer clean = { 0 }, told;

    running = test;
    wrong[0] = '\0';
    printf("run %s\n", test->name);
    if (!CONTAINS(left_out, test->name) && try_one(0, &clean) != (test->panic ? LEFT_EARLY : WHOLE))
        snprintf(wrong, sizeof wrong, "it does not end where nothing fails");
    for (unsigned number = 1; number <= clean.asked; number++) {
        enum outcome outcome = try_one(number, &told);

        counts[outcome]++;
        if (outcome == WHOLE && told.seen == clean.seen) {
            unseen++;
            printf("# block %u is missing: nobody was told\n", number);
        }
    }
    printf("# %u blocks refused, %u times left early, %u times unseen\n", clean.asked, counts[LEFT_EARLY], unseen);
    if (wrong[0])
        printf("not ok %s: %s\n", test->name, wrong);
    else
        printf("ok %s\n", test->name);
    fflush(stdout);
}

/* "3,7-9": the numbers of tests. */
static bool asked_for(const char *ranges, unsigned long number)
{
    char *end;

    while (*ranges) {
        unsigned long first = strtoul(ranges, &end, 10), last = *end == '-' ? strtoul(end + 1, &end, 10) : first;

        if (number >= first && number <= last)
            return true;
        ranges = *end ? end + 1 : end;
    }
    return false;
}

int main(void)
{
    static char ranges[512];

    vow_test_command_line(ranges, sizeof ranges);
    for (unsigned i = 0; vow_tests[i]; i++)
        if (!ranges[0] || asked_for(ranges, i))
            starve(vow_tests[i]);
    printf("end\n");
    fflush(stdout);
    return 0;
}
