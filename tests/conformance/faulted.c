/* SPDX-License-Identifier: MIT */
/* Random programs with one fault each. */
#include "leftover.h"
#include "run_program.h"
#include "slots.h"
#include "value.h"

#include <stdio.h>

#include <vow/cancel_points.h>

#if VOW_CONFIG_CANCEL_POINTS && VOW_CONFIG_POOL_HOOK

enum { PLACES = 40 };

static unsigned allocations, failing;

bool vow_hook_pool_fails(enum vow_pool_kind kind)
{
    (void)kind;
    return ++allocations == failing;
}

static void cancel_task(void *argument, struct vow_task *task)
{
    (void)argument;
    vow_task_cancel(task);
}

/* One that the program holds in a slot. */
static void cancel_promise(void *argument, struct vow_task *task)
{
    unsigned first = *(unsigned *)argument;

    (void)task;
    for (unsigned i = 0; i < PROMISE_SLOTS; i++) {
        struct vow_promise *promise = vow_fuzz_slots.promise[(first + i) % PROMISE_SLOTS];

        if (promise) {
            vow_promise_cancel(promise);
            return;
        }
    }
}

/* The loop, the points and the pools are watched from the program's first job on. Gives back how many points it had. */
static unsigned run(const struct runnable *program, unsigned point, void (*reached)(void *, struct vow_task *), unsigned block)
{
    unsigned points;

    vow_loop_init(&vow_main_loop, &vow_main_loop_config);
    vow_fuzz_output = VOW_FUZZ_NOTHING;
    vow_fuzz_start(program);
    vow_fuzz_slots.moves = program->seed % 2;
    allocations = 0;
    failing = block;
    vow_cancel_points_watch(point, reached, &point);
    vow_fuzz_run_until_idle();
    points = vow_cancel_points_end();
    failing = 0;
    return points;
}

static void finish(void)
{
    vow_fuzz_let_everything_go();
    vow_fuzz_report_leftover();
    vow_fuzz_end();
}

static void run_all(const struct runnable *program, const char *kind, unsigned places)
{
    unsigned step = places / PLACES + 1;

    for (unsigned place = 1 + program->seed % step; place <= places; place += step) {
        printf("#fault %s %u\n", kind, place);
        fflush(stdout);
        if (kind[0] == 'b')
            run(program, 0, NULL, place);
        else
            run(program, place, kind[0] == 't' ? cancel_task : cancel_promise, 0);
        finish();
    }
}

void vow_fuzz_run_faulted(const struct runnable *program)
{
    unsigned points, blocks;

    printf("#seed %lu\n#fault none 0\n", program->seed);
    fflush(stdout);
    points = run(program, 0, NULL, 0);
    blocks = allocations;
    finish();
    run_all(program, "task", points);
    run_all(program, "promise", points);
    run_all(program, "block", blocks);
}

#else

void vow_fuzz_run_faulted(const struct runnable *program) { (void)program; }

#endif
