/* SPDX-License-Identifier: MIT */
#include "compiled.h"

#include <vow/board.h>

/* A timer or microtask of a program. */
struct errand {
    struct timer timer;
    job run;
};

void resolve(struct vow_promise *promise, struct operand operand)
{
    if (operand.promise)
        vow_promise_adopt(promise, operand.promise);
    else if (operand.thenable)
        vow_promise_adopt_thenable(promise, operand.thenable);
    else
        vow_promise_resolve(promise, operand.word);
}

struct vow_promise *return_any(struct vow_generator *generator, struct operand operand)
{
    if (operand.promise)
        return vow_generator_return_promise(generator, operand.promise);
    return operand.thenable ? vow_generator_return_thenable(generator, operand.thenable)
                            : vow_generator_return(generator, operand.word);
}

vow_value yield_any(struct vow_generator *self, struct operand operand)
{
    if (operand.promise || operand.thenable)
        return vow_yield_promise(self, vow_fuzz_promise(operand));
    return vow_yield(self, operand.word);
}

vow_value returned(struct operand operand)
{
    if (operand.promise)
        return vow_adopt(operand.promise);
    return operand.thenable ? vow_adopt_thenable(operand.thenable) : operand.word;
}

void new_promise(unsigned slot)
{
    struct vow_promise *promise = vow_promise_new("a slot");

    vow_fuzz_slots_set_resolver(slot, vow_promise_retain(promise));
    vow_fuzz_slots_set(slot, promise);
}

static vow_value print(void *label, vow_value value, enum vow_status status)
{
    vow_fuzz_line("%s%c%s", (const char *)label, status >= VOW_REJECTED ? '-' : '+',
                  vow_fuzz_show(vow_fuzz_received(status, value)));
    return VOW_UNDEFINED;
}

void observe(struct vow_promise *promise, const char *label)
{
    vow_detach(vow_promise_then(promise, print, print, (void *)(uintptr_t)label));
}

static void run_microtask(void *argument)
{
    struct errand *errand = argument;

    errand->run(errand->timer.argument);
}

static void run_timer(void *argument)
{
    vow_fuzz_line("@%lu", (unsigned long)vow_clock_now());
    run_microtask(argument);
}

static struct errand *make(job run, vow_value argument)
{
    struct errand *errand = vow_fuzz_keep(sizeof *errand);

    errand->run = run;
    errand->timer.argument = argument;
    return errand;
}

void set_timer(unsigned slot, uint32_t ms, job run, vow_value argument)
{
    struct errand *errand = make(run, argument);

    vow_timer_start_ms(&errand->timer.timer, ms, run_timer, errand);
    vow_fuzz_slots.timer[slot] = &errand->timer;
}

void queue_microtask(job run, vow_value argument)
{
    if (vow_queue_microtask(run_microtask, make(run, argument)))
        vow_panic("conformance: no promise for a microtask");
}

void vow_board_start(void)
{
    vow_board_init();
    for (unsigned i = 0; programs[i]; i++)
        vow_fuzz_run_program(programs[i]);
    vow_board_exit(0);
    for (;;)
        continue;
}

int main(void) { return 1; } /* the board's own start would call it */
