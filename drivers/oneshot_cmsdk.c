/* SPDX-License-Identifier: MIT */
/* CMSDK timers: Cortex-M System Design Kit Technical Reference Manual (DDI 0479), "APB timer". They count down and do not compare,
 * so one is the count and the other one, the alarm, is loaded with what is left. */
#include <vow/irq.h>
#include <vow/oneshot_cmsdk.h>

struct registers {
    volatile uint32_t control, value, reload, clear;
};

enum { ENABLE = 1, INTERRUPT = 8 }; /* CTRL */

static struct registers *alarm_of(const struct vow_oneshot *oneshot)
{
    return ((struct vow_oneshot_cmsdk *)oneshot->device)->alarm;
}

static uint32_t now(const struct vow_oneshot *oneshot)
{
    const struct registers *count = ((struct vow_oneshot_cmsdk *)oneshot->device)->count;

    return ~count->value;
}

static void disarm(struct vow_oneshot *oneshot)
{
    struct registers *alarm = alarm_of(oneshot);

    alarm->control = 0;
    alarm->clear = 1;
}

static void arm(struct vow_oneshot *oneshot, uint32_t due)
{
    struct registers *alarm = alarm_of(oneshot);
    uintptr_t state;
    int32_t left;

    disarm(oneshot);
    state = vow_irq_save(); /* 13 instructions */
    left = (int32_t)(due - now(oneshot));
    alarm->value = left > 0 ? (uint32_t)left : 1;
    alarm->control = ENABLE | INTERRUPT;
    vow_irq_restore(state);
}

void vow_oneshot_cmsdk_open(struct vow_oneshot *oneshot, struct vow_loop *loop, struct vow_oneshot_cmsdk *device,
                            uint32_t counts_hz)
{
    VOW_NOT_IN_HANDLER_NOR_CALLEE_();
    static const struct vow_oneshot_driver driver = { now, arm, disarm };
    struct registers *alarm = device->alarm, *count = device->count;

    vow_oneshot_init(oneshot, loop, &driver, device, counts_hz);
    disarm(oneshot);
    alarm->reload = UINT32_MAX; /* it has been stopped long before it comes round again */
    count->control = 0;
    count->reload = UINT32_MAX;
    count->value = UINT32_MAX;
    count->control = ENABLE;
}

void vow_oneshot_cmsdk_handler(struct vow_oneshot *oneshot)
{
    disarm(oneshot);
    vow_oneshot_fire_from_isr(oneshot);
}
