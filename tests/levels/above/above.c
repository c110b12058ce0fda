/* SPDX-License-Identifier: MIT */
/* A loop above the tests': each of the two has levels of its own. */
#include "../../harness/script.h"

#include <vow/above.h>
#include <vow/irq.h>
#include <vow/level.h>

VOW_LOOP_DEFINE(upper_loop, 6, 2, VOW_STACKS(3, TEST_STACK_BYTES));

static struct vow_promise *up[2], *down[2];

struct who {
    struct vow_promise **event;
    const char *name;
    unsigned level;
};

ASYNC(waits)
{
    const struct who *who = argument;

    vow_task_set_level(vow_task_current(), who->level);
    *who->event = vow_promise_new(NULL);
    vow_await(vow_promise_retain(*who->event));
    TRACE("%s", who->name);
    return VOW_UNDEFINED;
}

static void start(struct vow_promise **event, const char *name, unsigned level)
{
    struct who who = { event, name, level };

    vow_detach(vow_call(&waits_fn, &who, sizeof who));
}

ASYNC(starts_upper)
{
    start(&up[0], "above 0", 0);
    start(&up[1], "above 2", 2);
    return VOW_UNDEFINED;
}

/* Masked, so that both have been handed over when the loop above begins. */
VOW_TEST(levels_above_and_below_are_each_its_own)
{
    uintptr_t state;

    vow_loop_run_above(&upper_loop, &upper_loop_config, &starts_upper_fn, NULL, 0);
    start(&down[0], "below 1", 1);
    start(&down[1], "below 3", 3);
    state = vow_irq_save();
    for (unsigned i = 0; i < 2; i++) {
        vow_promise_resolve_from_isr(&vow_main_loop, down[i], VOW_UNDEFINED);
        vow_promise_resolve_from_isr(&upper_loop, up[i], VOW_UNDEFINED);
    }
    vow_irq_restore(state);
    TRACE("below goes on");
    drain();
    EXPECT_TRACE("above 2\nabove 0\nbelow goes on\nbelow 3\nbelow 1\n");
}
