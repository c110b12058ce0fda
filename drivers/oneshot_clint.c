/* SPDX-License-Identifier: MIT */
/* CLINT: the one comparison of a hart serves the tick and a deadline. It is with all values above, so a deadline that has passed
 * by the time it stands there interrupts at once. The tick's handler moves it, too: it is masked to set it. */
#include <vow/irq.h>
#include <vow/oneshot_clint.h>

static uint32_t now(const struct vow_oneshot *oneshot)
{
    return (uint32_t)vow_tick_clint_now_(oneshot->device);
}

/* To the earlier one of the next tick and this. */
static void compare(struct vow_tick_clint *tick, uint64_t alarm)
{
    const uintptr_t state = vow_irq_save();

    vow_tick_clint_compare_(tick, alarm < tick->next ? alarm : tick->next);
    vow_irq_restore(state);
}

static void disarm(struct vow_oneshot *oneshot) { compare(oneshot->device, UINT64_MAX); }

static void arm(struct vow_oneshot *oneshot, uint32_t due)
{
    struct vow_tick_clint *tick = oneshot->device;
    const uint64_t time = vow_tick_clint_now_(tick);

    compare(tick, time + (uint64_t)(int32_t)(due - (uint32_t)time));
}

void vow_oneshot_clint_open(struct vow_oneshot *oneshot, struct vow_loop *loop, struct vow_tick_clint *tick)
{
    VOW_NOT_IN_HANDLER_NOR_CALLEE_();
    static const struct vow_oneshot_driver driver = { now, arm, disarm };

    vow_oneshot_init(oneshot, loop, &driver, tick, tick->mtime_hz);
    disarm(oneshot);
}

/* A deadline that is not due yet is armed again. The tick's interrupt comes here, too, also before the timer was opened. */
void vow_oneshot_clint_handler(struct vow_oneshot *oneshot)
{
    if (!oneshot->device)
        return;
    disarm(oneshot);
    vow_oneshot_fire_from_isr(oneshot);
}
