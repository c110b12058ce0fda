/* SPDX-License-Identifier: MIT */
/* Each scenario is run again with a cancel at each of its points in turn, of the scenario's own call and of the task that awaits there;
 * each time apart (apart.h). What it logs is not looked at. What must hold: no crash, no panic, no hang; every task ends, when
 * those that wait for what will not come are cancelled, too; and everything works. Blocks of the pools are not counted: programs in
 * JavaScript's manner let go of nothing on their way out. */
#include "apart.h"
#include "../scenarios/scenario.h"

#include <stdio.h>
#include <string.h>

#include <vow/board.h>
#include <vow/cancel_points.h>

VOW_LOOP_DEFINE(vow_main_loop, 24, 256, VOW_STACKS(12, SCENARIO_STACK_BYTES), VOW_STACKS(1, SCENARIO_BODY_BYTES));

/* A panic of scenarios that do not look whether they got what they waited for. */
static const char misuse[] = "vow_promise_at or vow_promise_count of a promise that is not settled with a list";

/* What a callback or timer of theirs points to lies in a frame, and nothing takes it back when that is left. */
static const char *const careless[] = { "seed_es6_read_files", "timer_abort_sleep" };

enum { PATIENCE_MS = 10000 };

unsigned vow_scenario_leaves;
void (*on_unhandled)(struct vow_promise *promise);
void (*on_handled)(struct vow_promise *promise);
void (*on_uncaught)(vow_value reason);

static struct vow_promise *body_promise;
static bool has_misused;
static char wrong[160];
static unsigned runs, points_tried;

/* ---- what scenarios call ---- */

void vow_test_trace(const char *format, ...) { (void)format; }

/* Some programs compute with texts. */
const char *vow_test_text(vow_value value) { return !value.s || value.e == &vow_error_cancelled ? "" : value.s; }

void vow_hook_unhandled_rejection(struct vow_promise *promise, const char *task)
{
    (void)task;
    if (on_unhandled)
        on_unhandled(promise);
}

void vow_hook_rejection_handled(struct vow_promise *promise)
{
    if (on_handled)
        on_handled(promise);
}

void vow_hook_uncaught_error(vow_value reason)
{
    if (on_uncaught)
        on_uncaught(reason);
}

void vow_hook_panic(const char *what, const char *who, const void *place)
{
    (void)who, (void)place;
    if (strcmp(what, misuse) == 0) {
        has_misused = true;
        vow_throw_error(&vow_error_cancelled);
    }
    printf("# panic: %s\n", what);
    fflush(stdout);
    vow_board_exit(1);
}

/* ---- everything still works ---- */

static int worked;

static vow_value sleeps(void *argument)
{
    (void)argument;
    vow_sleep_ms(1);
    return vow_int(1);
}
static const struct vow_async_function sleeps_fn = VOW_ASYNC_FUNCTION(sleeps, 0, SCENARIO_STACK_BYTES);

static vow_value yields(struct vow_generator *self, void *argument)
{
    (void)argument;
    vow_yield(self, vow_int(1));
    vow_yield_promise(self, vow_call(&sleeps_fn, NULL, 0));
    return VOW_UNDEFINED;
}
static const struct vow_generator_function yields_fn = VOW_GENERATOR_FUNCTION(yields, 0, SCENARIO_STACK_BYTES);

static vow_value uses_everything(void *argument)
{
    struct vow_promise *promises[2] = { vow_call(&sleeps_fn, NULL, 0), vow_delay_ms(1) };
    vow_value values[2];

    (void)argument;
    vow_await_all(promises, 2, values);
    VOW_FOR_AWAIT(item, vow_iterate(vow_generate(&yields_fn, NULL, 0)))
        worked += (int)item.value.i;
    worked += (int)values[0].i;
    return VOW_UNDEFINED;
}
static const struct vow_async_function uses_everything_fn = VOW_ASYNC_FUNCTION(uses_everything, 0, SCENARIO_STACK_BYTES);

/* ---- one run ---- */

static void run_for(uint32_t ms)
{
    vow_time end = vow_clock_now() + vow_ticks_from_ms(ms), next;

    while ((next = vow_loop_poll(&vow_main_loop, 1)) <= end) {
        vow_time now = vow_clock_now();

        if (next > now)
            vow_loop_tick_from_isr(&vow_main_loop, (uint32_t)(next - now));
    }
    if (end > vow_clock_now())
        vow_loop_tick_from_isr(&vow_main_loop, (uint32_t)(end - vow_clock_now()));
}

static void start(void *function) { body_promise = vow_call(function, NULL, 0); }
static void start_to_use(void *function) { vow_detach(vow_call(function, NULL, 0)); }

static void cut(void *argument, struct vow_task *task)
{
    const struct run *run = argument;

    if (run->of_function && body_promise) /* NULL: it is in its first turn, and has no promise that anybody knows */
        vow_promise_cancel(body_promise);
    else
        vow_task_cancel(task);
}

static void let_all_go(void *argument)
{
    (void)argument;
    for (struct vow_task *task = vow_task_next(NULL); task; task = vow_task_next(task))
        vow_task_cancel(task);
}

/* Without generators that stand at a yield: the program may hold them. */
static bool tasks_are_left(void)
{
    const struct vow_task *task = vow_task_next(NULL);

    while (task && vow_task_awaits(task) && strcmp(vow_task_awaits(task), "next()") == 0)
        task = vow_task_next(task);
    return task;
}

static const char *look_after(void)
{
    for (int i = 0; i < 10 && tasks_are_left(); i++) {
        vow_queue_microtask(let_all_go, NULL);
        run_for(PATIENCE_MS);
    }
    if (tasks_are_left())
        return "a task does not end";
    worked = 0;
    vow_queue_microtask(start_to_use, (void *)(uintptr_t)&uses_everything_fn);
    run_for(PATIENCE_MS);
    return worked == 3 ? NULL : "afterwards not everything works";
}

static void run_once(struct run *run)
{
    vow_loop_init(&vow_main_loop, &vow_main_loop_config);
    vow_scenario_leaves = 0;
    body_promise = NULL;
    has_misused = false;
    vow_cancel_points_watch(run->at, cut, run);
    vow_queue_microtask(start, (void *)(uintptr_t)run->body);
    run_for(run->ms);
    run->points = vow_cancel_points_end();
    if (has_misused)
        return;
    vow_promise_release(body_promise);
    run->fault = look_after();
}

static void try_one(struct run *run)
{
    vow_test_apart(run_once, run);
    runs += run->at != 0;
    if (!wrong[0] && run->fault)
        snprintf(wrong, sizeof wrong, "point %u, %s cancelled: %s", run->at, run->of_function ? "the program" : "who awaits", run->fault);
}

void vow_scenario_run(const struct vow_async_function *body, uint32_t ms, unsigned records, const char *expected, const char *file,
                      int line)
{
    struct run whole = { .body = body, .ms = ms };

    (void)records, (void)expected, (void)file, (void)line;
    try_one(&whole);
    points_tried += whole.points;
    for (unsigned i = 0; i < 2 * whole.points; i++)
        try_one(&(struct run){ .body = body, .ms = ms, .of_function = i < whole.points, .at = i % whole.points + 1 });
}

static bool is_careless(const char *name)
{
    for (size_t i = 0; i < sizeof careless / sizeof *careless; i++)
        if (strcmp(careless[i], name) == 0)
            return true;
    return false;
}

static void try_all_points(const struct vow_test *test)
{
    wrong[0] = '\0';
    runs = points_tried = 0;
    printf("run %s\n", test->name);
    if (!is_careless(test->name))
        test->run();
    printf("# %u runs of %u points\n", runs, points_tried);
    printf(wrong[0] ? "not ok %s: %s\n" : "ok %s\n", test->name, wrong);
    fflush(stdout);
}

/* "3,7-9": the numbers of tests. */
static bool asked_for(const char *ranges, unsigned long number)
{
    unsigned first, last;
    int length;

    for (; sscanf(ranges, "%u%n", &first, &length) == 1; ranges += length + (ranges[length] == ',')) {
        last = first;
        if (ranges[length] == '-') {
            ranges += length + 1;
            if (sscanf(ranges, "%u%n", &last, &length) != 1)
                return number >= first;
        }
        if (number >= first && number <= last)
            return true;
    }
    return false;
}

void vow_board_start(void)
{
    static char ranges[512];

    vow_board_init();
    vow_loop_init(&vow_main_loop, &vow_main_loop_config);
    vow_test_command_line(ranges, sizeof ranges);
    for (unsigned i = 0; vow_tests[i]; i++)
        if (!ranges[0] || asked_for(ranges, i))
            try_all_points(vow_tests[i]);
    printf("end\n");
    fflush(stdout);
    vow_board_exit(0);
}

int main(void) { return 1; } /* the board's own start would call it */
