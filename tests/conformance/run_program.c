/* SPDX-License-Identifier: MIT */
/* Owns the loop and its clock: time stands while anything runs, and jumps to the next deadline when nothing does. */
#include "run_program.h"
#include "leftover.h"
#include "slots.h"
#include "value.h"

#include <stdio.h>

#include <vow/board.h>

#include "../../core/generator.h"

#ifdef VOW_FUZZ_STACKS
VOW_LOOP_DEFINE(vow_main_loop, VOW_FUZZ_PROMISES, VOW_FUZZ_RECORDS, VOW_STACKS(VOW_FUZZ_STACKS, VOW_FUZZ_STACK_BYTES));
#elif defined(__arm__)
VOW_LOOP_DEFINE(vow_main_loop, 8192, 8192, VOW_STACKS(250, 4096));
#else
VOW_LOOP_DEFINE(vow_main_loop, 16384, 16384, VOW_STACKS(1000, 1024));
#endif

enum { PANIC_STATUS = 70 };

void vow_hook_panic(const char *what, const char *who, const void *place)
{
    (void)place;
    printf("!panic %s (%s)\n", what, who);
    fflush(stdout);
    vow_board_exit(PANIC_STATUS);
    for (;;)
        continue;
}

static void report(const char *kind, struct vow_promise *promise)
{
    vow_fuzz_line("!%s %s", kind,
                  vow_fuzz_show(vow_fuzz_received(vow_promise_status(promise), vow_promise_value(promise))));
}

void vow_hook_unhandled_rejection(struct vow_promise *promise, const char *task)
{
    (void)task;
    report("unhandled", promise);
}

void vow_hook_rejection_handled(struct vow_promise *promise) { report("handled", promise); }

void vow_hook_uncaught_error(vow_value reason)
{
    vow_fuzz_abandoned += reason.e == &vow_error_generator_abandoned;
    vow_fuzz_line("!uncaught %s", vow_fuzz_show(reason));
}

void vow_fuzz_run_until_idle(void)
{
    vow_time next;

    while ((next = vow_loop_poll(&vow_main_loop, 1000)) != VOW_TIME_NEVER) {
        vow_time now = vow_clock_now();

        if (next > now)
            vow_loop_tick_from_isr(&vow_main_loop, (uint32_t)(next - now));
    }
}

void vow_fuzz_start(const struct runnable *program)
{
    if (program->prepare)
        program->prepare(program);
    if (vow_queue_microtask(program->start, NULL))
        vow_panic("conformance: no promise to start with");
}

static void run(const struct runnable *program)
{
    vow_fuzz_start(program);
    vow_fuzz_run_until_idle();
}

static unsigned count_tasks(void)
{
    unsigned count = 0;

    for (struct vow_task *task = vow_task_next(NULL); task; task = vow_task_next(task))
        count++;
    return count;
}

/* Nothing of the program runs any more, and its memory is new. */
void vow_fuzz_end(void)
{
    vow_loop_init(&vow_main_loop, &vow_main_loop_config);
    vow_fuzz_slots_forget();
    vow_fuzz_values_forget();
    vow_fuzz_output = VOW_FUZZ_COUNT;
    vow_fuzz_lines = 0;
    vow_fuzz_run_until_idle();
    if (vow_fuzz_lines)
        printf("#broken code of the program has run after its end\n");
    for (unsigned kind = VOW_POOL_PROMISES; kind <= VOW_POOL_STACKS; kind++) {
        struct vow_pool_usage usage = vow_pool_usage((enum vow_pool_kind)kind);

        if (usage.free != usage.total)
            printf("#broken of %u blocks of pool %u %u are free after the end\n", usage.total, kind, usage.free);
    }
    if (vow_task_next(NULL) || vow_loop_live())
        printf("#broken something is alive after the end\n");
    vow_fuzz_forget();
}

/* JavaScript would forget what nobody can reach. Here it is let go, which runs what stands at a yield, and what waits
 * for a promise that nobody can settle any more gets a rejection. */
void vow_fuzz_let_everything_go(void)
{
    bool any = true;

    vow_fuzz_output = VOW_FUZZ_NOTHING;
    for (unsigned i = 0; any && i < 100; i++) {
        any = vow_fuzz_slots_clear() || vow_fuzz_let_go() || vow_fuzz_reject_orphans() || vow_fuzz_cancel_tasks();
        vow_fuzz_run_until_idle();
    }
}

void vow_fuzz_run_program(const struct runnable *program)
{
    uint32_t lines, hash;

    printf("#seed %lu\n", program->seed);
    fflush(stdout);
    vow_loop_init(&vow_main_loop, &vow_main_loop_config);
    vow_fuzz_output = VOW_FUZZ_PRINT;
    vow_fuzz_lines = vow_fuzz_hash = 0;
    run(program);
    lines = vow_fuzz_lines;
    hash = vow_fuzz_hash;
    printf("#suspended %u\n", count_tasks());
    vow_fuzz_end();

    /* Once more on the loop that was made anew. This time everything is let go, which tells what leaks. */
    vow_fuzz_lines = vow_fuzz_hash = 0;
    run(program);
    if (vow_fuzz_lines != lines || vow_fuzz_hash != hash)
        printf("#broken the second run had another trace\n");
    vow_fuzz_let_everything_go();
    vow_fuzz_report_leftover();
    vow_fuzz_end();
}
