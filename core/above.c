/* SPDX-License-Identifier: MIT */
/* A loop above the others. The software interrupt that the wake hook raises leaves what runs for vow_loop_above_poll_; how is the
 * architecture's (above.S). All of core may be left at any instruction that does not mask interrupts: its state is the loop's, and this
 * loop touches no other one; vow_loop_running_ is what it was when the poll returns. */
#include "internal.h"

#include <limits.h>

#include <vow/above.h>

#if VOW_CONFIG_MULTI_LOOP && VOW_CONFIG_WAKE_HOOK

struct vow_loop *vow_loop_above_;

bool vow_loop_above_has_work_(void)
{
    const struct vow_loop *loop = vow_loop_above_;

    return handed_over(loop) || timers_have_work(loop); /* [B1] [B2] */
}

void vow_loop_above_poll_(void)
{
    struct vow_loop *loop = vow_loop_above_;

#if VOW_CONFIG_TICKLESS
    (void)vow_clock_now(); /* the clock runs from here on, if the loop below was about to sleep or slept */
    loop->polls++;
#endif
    vow_arch_context_borrows(&loop->root.context, &LOOP->current->context);
    vow_loop_poll(loop, UINT_MAX);
}

/* Not at every tick. */
static void wake(void *unused)
{
    (void)unused;
    if (vow_loop_above_has_work_())
        vow_arch_above_pend();
}

/* Its wheel has never moved: it begins at the time of the loop below. */
static void share_clock(struct vow_loop *loop, struct vow_loop *below)
{
    const uintptr_t state = vow_arch_irq_save();

    loop->ticks_low = loop->stop_low = below->ticks_low;
    loop->ticks_high = below->ticks_high;
    below->above = loop;
    vow_arch_irq_restore(state);
    loop->wheel_time = loop_now(loop);
}

void vow_loop_run_above(struct vow_loop *loop, const struct vow_loop_config *config,
                        const struct vow_async_function *function, const void *argument, size_t bytes)
{
    NOT_IN_HANDLER();
    struct vow_loop *below = LOOP;

    ASSERT(below != loop && below != vow_loop_above_, "vow_loop_run_above from the loop above");
    below->above = NULL;
    vow_loop_init(loop, config);
    vow_arch_context_borrows(&loop->root.context, &below->current->context);
    share_clock(loop, below);
    vow_loop_enter(loop);
    vow_detach(vow_call(function, argument, bytes));
    vow_loop_enter(below);
    vow_loop_above_ = loop;
    vow_arch_above_start();
    loop->wake = wake;
    vow_arch_above_pend();
}

#endif
